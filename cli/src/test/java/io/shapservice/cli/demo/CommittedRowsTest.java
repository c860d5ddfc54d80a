package io.shapservice.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommittedRowsTest {
    private static final Duration NOW = Duration.ofSeconds(5);

    private final CommittedRows rows = new CommittedRows();

    @Test
    void rangesInAnyOrderAddUp() throws Exception {
        rows.add(1000, 500, NOW);
        rows.add(0, 500, NOW.plusSeconds(1));
        rows.add(500, 500, NOW.plusSeconds(2));
        rows.add(0, 0, NOW);
        assertThat(rows.count()).isEqualTo(1500);
        assertThat(rows.seen(1499)).contains(NOW);
        assertThat(rows.seen(500)).contains(NOW.plusSeconds(2));
        assertThat(rows.seen(1500)).isEmpty();
    }

    @Test
    void aRowThatComesTwiceBreaksThePromise() throws Exception {
        rows.add(500, 500, NOW);
        assertTwice(500, 500);
        assertTwice(999, 1);
        assertTwice(0, 501);
        assertTwice(0, 5000);
    }

    @Test
    void rowsMayComeAgainInAnotherReadingAndCountOnce() throws Exception {
        rows.add(500, 500, NOW);
        rows.readAgain();
        rows.add(0, 1500, NOW.plusSeconds(1));
        assertThat(rows.count()).isEqualTo(1500);
        assertThat(rows.seen(700)).contains(NOW);
        assertThat(rows.seen(499)).contains(NOW.plusSeconds(1));
        assertThat(rows.seen(1000)).contains(NOW.plusSeconds(1));
        assertTwice(1400, 200);
    }

    private void assertTwice(long from, long count) {
        assertThatThrownBy(() -> rows.add(from, count, NOW))
                .isInstanceOf(PromiseBroken.class)
                .hasMessageContaining("twice");
    }
}
