package io.shapservice.apiserver.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.queue.Results.CommittedBatch;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowRangesTest {
    @Test
    void aPageTakesTheLongestPrefixThatIsOneRangeOfRows() {
        assertThat(Runs.longestPrefix(batches())).isZero();
        assertThat(Runs.longestPrefix(batches(7))).isEqualTo(1);
        assertThat(Runs.longestPrefix(batches(3, 1, 2, 0))).isEqualTo(4);
        assertThat(Runs.longestPrefix(batches(0, 2, 4, 1))).isEqualTo(1);
        assertThat(Runs.longestPrefix(batches(0, 2, 1, 9))).isEqualTo(3);
    }

    @Test
    void whatIsMissingIsListedByItsRows() {
        RowRanges ranges = RowRanges.of(batches(1, 3), 45);

        assertThat(ranges.missingText()).isEqualTo("0-9,20-29,40-44");
        assertThat(ranges.missing()).isEqualTo(25);
        assertThat(ranges.parts()).hasSize(5);
        assertThat(RowRanges.of(batches(0, 1), 20).missingText()).isEmpty();
    }

    private static List<CommittedBatch> batches(int... indices) {
        return IntStream.of(indices)
                .mapToObj(i -> new CommittedBatch(i, i * 10L, 10, "key", "sha", 1))
                .toList();
    }
}
