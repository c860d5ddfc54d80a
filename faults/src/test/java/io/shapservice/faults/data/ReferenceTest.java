package io.shapservice.faults.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.client.NpyArray;
import org.junit.jupiter.api.Test;

class ReferenceTest {
    private static final NpyArray VALUES = new NpyArray(new int[] {3, 2}, new double[] {1, 2, 3, 4, 5, 6});
    private static final NpyArray PREDICTION = new NpyArray(new int[] {3}, new double[] {7, 8, 9});

    private final Reference reference = new Reference(VALUES, PREDICTION);

    @Test
    void theSameBitsAreNoDifference() {
        assertThat(reference.difference(1, 3, values(3, 4, 5, 6), prediction(8, 9)))
                .isEmpty();
    }

    @Test
    void oneBitInOneRowIsOne() {
        assertThat(reference.difference(1, 3, values(3, 4, 5, Math.nextUp(6)), prediction(8, 9)))
                .hasValueSatisfying(text -> assertThat(text).contains("values").contains("row 1"));
    }

    @Test
    void aRowInAnotherPlaceIsOne() {
        assertThat(reference.difference(1, 3, values(5, 6, 3, 4), prediction(8, 9)))
                .isPresent();
    }

    @Test
    void aMissingRowIsOne() {
        assertThat(reference.difference(1, 3, values(3, 4), prediction(8, 9))).isPresent();
    }

    @Test
    void thePredictionIsComparedToo() {
        assertThat(reference.difference(1, 3, values(3, 4, 5, 6), prediction(8, -9)))
                .hasValueSatisfying(text -> assertThat(text).contains("prediction"));
    }

    private static NpyArray values(double... values) {
        return new NpyArray(new int[] {values.length / 2, 2}, values);
    }

    private static NpyArray prediction(double... values) {
        return new NpyArray(new int[] {values.length}, values);
    }
}
