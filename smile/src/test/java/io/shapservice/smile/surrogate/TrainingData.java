package io.shapservice.smile.surrogate;

import io.shapservice.engine.table.Table;
import java.util.List;
import java.util.Random;

/** Rows with a target that trees can learn: columns a, b, c, and y in the middle. */
final class TrainingData {
    static final int TARGET = 2;

    private TrainingData() {}

    /**
     * @param classes 0 for a number, else how many values y has
     * @param missing share of a that is missing; y is large there
     */
    static Table rows(int rows, int classes, double missing, long seed) {
        Random random = new Random(seed);
        double[] values = new double[rows * 4];
        for (int row = 0; row < rows; row++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            double c = random.nextInt(5);
            boolean misses = random.nextDouble() < missing;
            double y = misses ? 4 : Math.sin(a) + (b > 0 ? c / 2 : -1);
            values[row * 4] = misses ? Double.NaN : a;
            values[row * 4 + 1] = b;
            values[row * 4 + 2] = classes == 0 ? y : 10 * Math.clamp((long) Math.floor(y + 1), 0, classes - 1);
            values[row * 4 + 3] = c;
        }
        return new Table(values, rows, 4, List.of("a", "b", "y", "c"));
    }
}
