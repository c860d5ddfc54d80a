package io.shapservice.engine.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/**
 * The error that golden tolerances are for: the largest difference, as a share of the largest number in the reference array or,
 * in the margin's space, in the margins.
 */
final class ScaledError {
    private static final double SMALLEST_SCALE = 1e-6;

    private ScaledError() {}

    /** For arrays in the margin's space. */
    static double of(GoldenCase golden, String array, double[] actual) throws IOException {
        return of(golden.array(array), actual, array, largest(golden.array("margin")));
    }

    /** For arrays in the link's space, which margins are no measure of. */
    static double ofProbability(GoldenCase golden, String array, double[] actual) throws IOException {
        return of(golden.array(array), actual, array, 0);
    }

    private static double of(double[] expected, double[] actual, String array, double atLeast) {
        assertThat(actual).as(array).hasSameSizeAs(expected);
        double worst = 0;
        for (int i = 0; i < actual.length; i++) {
            double error = Math.abs(actual[i] - expected[i]);
            // Written so that a NaN is an error too.
            worst = error <= worst ? worst : error;
        }
        return worst / Math.max(Math.max(largest(expected), atLeast), SMALLEST_SCALE);
    }

    static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
