package io.shapservice.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shapservice.client.NpyArray;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoPlanTest {
    @Test
    void everyKindOfStepIsTakenOnce() {
        var taken = Step.all().stream().map(Step::getClass).toList();
        assertThat(new HashSet<Class<?>>(taken))
                .hasSameSizeAs(taken)
                .isEqualTo(new HashSet<>(List.of(Step.class.getPermittedSubclasses())));
    }

    @Test
    void theCostOfABatchIsSettledWhenThreeInARowAreAlike() {
        assertThat(WarmUp.settled(List.of(0.5, 0.3))).isFalse();
        assertThat(WarmUp.settled(List.of(0.5, 0.2, 0.19))).isFalse();
        assertThat(WarmUp.settled(List.of(0.5, 0.2, 0.19, 0.21))).isTrue();
    }

    @Test
    void theJobIsAboutAMinuteOfOneWorkersTimeAndLongerWhereMoreCoresShareIt() {
        assertThat(SubmitLargeJob.secondsOfWork(2)).isEqualTo(75);
        assertThat(SubmitLargeJob.secondsOfWork(64)).isEqualTo(150);
        assertThat(SubmitLargeJob.repeats(75, 0.1, 20_640)).isEqualTo(19);
        assertThat(SubmitLargeJob.repeats(75, 1000, 20_640)).isEqualTo(1);
    }

    @Test
    void theRowsAreTheSamplesRepeated() throws Exception {
        var data = HousingData.read(Path.of("..", "samples"), Stage.MODEL);
        var sent = NpyArray.parse(data.npy(data.count() + 2));
        assertThat(sent.shape()).containsExactly(20_642, 8);
        assertThat(sent.values()).startsWith(data.row(0)).endsWith(data.row(1));
        assertThat(data.scale()).isBetween(5.0, 6.0);
    }

    @Test
    void whatIsAwaitedInVainIsNamedWithTheTimeGiven() {
        assertThatThrownBy(() -> Deadline.await("the moon is blue", Duration.ofMillis(150), () -> false))
                .isInstanceOf(PromiseBroken.class)
                .hasMessage("the moon is blue: not within 150 ms");
    }
}
