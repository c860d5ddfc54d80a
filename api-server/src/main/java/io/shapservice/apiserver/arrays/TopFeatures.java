package io.shapservice.apiserver.arrays;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The features that moved each output of each row most, largest first; of equals the first.
 *
 * @param index {@code [rows, outputs, count]}
 * @param value {@code [rows, outputs, count]}
 */
public record TopFeatures(int[] index, double[] value, int count) {
    /** @param most features of each output; all when there are fewer */
    public static TopFeatures of(ExplainedRows rows, int most) {
        int features = rows.features();
        int outputs = rows.outputs();
        int count = Math.min(most, features);
        int[] index = new int[rows.rows() * outputs * count];
        double[] value = new double[index.length];
        int at = 0;
        for (int row = 0; row < rows.rows(); row++) {
            for (int output = 0; output < outputs; output++) {
                int base = row * features * outputs + output;
                for (int feature : largest(rows.values(), base, features, outputs, count)) {
                    index[at] = feature;
                    value[at++] = rows.values()[base + feature * outputs];
                }
            }
        }
        return new TopFeatures(index, value, count);
    }

    private static int[] largest(double[] values, int base, int features, int stride, int count) {
        return IntStream.range(0, features)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer f) -> -Math.abs(values[base + f * stride])))
                .limit(count)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** {@code [rows, count]}, or {@code [rows, outputs, count]} with several outputs or when the caller insists. */
    public int[] shape(ExplainedRows rows, boolean strictShape) {
        return rows.outputs() > 1 || strictShape
                ? new int[] {rows.rows(), rows.outputs(), count}
                : new int[] {rows.rows(), count};
    }

    public double[] indexAsNumbers() {
        return Arrays.stream(index).asDoubleStream().toArray();
    }
}
