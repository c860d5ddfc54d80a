package io.shapservice.worker.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleQueryTest {
    @Test
    void withoutParametersTheSampleIsGivenAtOnce() {
        assertThat(SampleQuery.parse(null)).isEqualTo(new SampleQuery(-1, Duration.ZERO));
    }

    @Test
    void bothParametersAreRead() {
        assertThat(SampleQuery.parse("after=17&wait=25s")).isEqualTo(new SampleQuery(17, Duration.ofSeconds(25)));
    }

    @Test
    void nobodyMayWaitForLongerThanAMinute() {
        assertThat(SampleQuery.parse("wait=99s").patience()).isEqualTo(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"after=x", "wait=25", "wait=-1s", "after=1&&wait=1s", "other=1", "after=9999999999999999999"})
    void anythingElseIsRefused(String query) {
        assertThatIllegalArgumentException().isThrownBy(() -> SampleQuery.parse(query));
    }
}
