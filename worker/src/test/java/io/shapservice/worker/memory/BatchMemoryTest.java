package io.shapservice.worker.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchMemoryTest {
    private static final long MIB = MemoryBounds.MIB;

    @Test
    void aBatchOfTheSampleTakesNextToNothing() {
        assertThat(BatchMemory.of(500, 8, 9, 4).bytes()).isEqualTo(64_000 + 36_000 + 36_000);
    }

    @Test
    void aSliceOfAWideBatchIsBoundedAndSoIsTheCopyThatIsSent() {
        BatchMemory wide = BatchMemory.of(500, 785, 786 * 10, 4);
        assertThat(wide.result()).isEqualTo(500 * 7860 * 4 + 4 * MIB);
        assertThat(wide.slice()).isEqualTo(8 * MIB);
        assertThat(wide.bytes()).isLessThan(40 * MIB);
    }

    @Test
    void aSliceHasAtLeastOneRow() {
        assertThat(BatchMemory.of(2, 2000, 2000 * 2001, 4).slice()).isEqualTo(8L * 2000 * 2001);
    }
}
