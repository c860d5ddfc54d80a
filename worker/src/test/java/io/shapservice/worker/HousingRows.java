package io.shapservice.worker;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Made-up districts with the eight columns of the sample model.
 *
 * @param values row-major
 */
public record HousingRows(double[] values, int count) {
    public static final int COLUMNS = 8;

    public static HousingRows of(int count) {
        double[] values = new SplittableRandom(4711)
                .doubles((long) count * COLUMNS, 0, 40)
                .toArray();
        return new HousingRows(values, count);
    }

    double[] from(int row, int rows) {
        return Arrays.copyOfRange(values, row * COLUMNS, (row + rows) * COLUMNS);
    }
}
