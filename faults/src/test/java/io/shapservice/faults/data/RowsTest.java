package io.shapservice.faults.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.client.NpyArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowsTest {
    private final Rows rows = new Rows(new NpyArray(
            new int[] {4, 2}, IntStream.range(0, 8).mapToDouble(i -> i / 3.0).toArray()));

    @Test
    void aPartIsAFileOfItsOwnWithTheSameBits() {
        NpyArray part = NpyArray.parse(rows.npy(1, 3));

        assertThat(part.shape()).containsExactly(2, 2);
        assertThat(part.values()).containsExactly(2 / 3.0, 1, 4 / 3.0, 5 / 3.0);
    }

    @Test
    void theHeaderEndsAtAMultipleOf64Bytes() {
        assertThat((rows.npy(0, 4).length - 4 * 2 * Double.BYTES) % 64).isZero();
    }
}
