package io.shapservice.engine.rank;

import io.shapservice.engine.ensemble.Arithmetic.Comparison;
import java.util.Arrays;

/**
 * The distinct thresholds of one feature. A value's rank is the number of cuts that are not above it, so x lies below cut j exactly
 * when its rank is at most j.
 */
final class Cuts {
    /** The cut of a split that every number meets: x ≤ +∞. */
    private static final double EVERYTHING = Double.NaN;

    private final int count;
    /** Ascending, filled up with +∞ to 2^k − 1 numbers, so that every search takes the same k steps. */
    private final double[] padded;

    private final int firstStep;
    /** Rank of −∞. */
    private final int lowest;

    /** @param distinct ascending, no NaN and no −0.0 */
    Cuts(double[] distinct) {
        count = distinct.length;
        firstStep = Integer.highestOneBit(count);
        padded = Arrays.copyOf(distinct, Math.max(0, 2 * firstStep - 1));
        Arrays.fill(padded, count, padded.length, Double.POSITIVE_INFINITY);
        lowest = count > 0 && distinct[0] == Double.NEGATIVE_INFINITY ? 1 : 0;
    }

    static boolean isEverything(double cut) {
        return Double.isNaN(cut);
    }

    /** The number below which values go left, or {@link #EVERYTHING}. */
    static double below(double threshold, Comparison comparison) {
        if (comparison == Comparison.LESS) {
            return threshold + 0.0;
        }
        // x ≤ t is x < the next double after t.
        return threshold == Double.POSITIVE_INFINITY ? EVERYTHING : Math.nextUp(threshold) + 0.0;
    }

    /** Values whose rank is less than this lie below the cut. */
    int code(double cut) {
        return isEverything(cut) ? Ranking.ABOVE_ALL : Arrays.binarySearch(padded, 0, count, cut) + 1;
    }

    /** @param x a number, not −0.0 */
    int rank(double x) {
        if (Double.isInfinite(x)) {
            return x > 0 ? count : lowest;
        }
        int rank = 0;
        for (int step = firstStep; step > 0; step >>= 1) {
            // The sign of the difference is the comparison, and takes no branch that a predictor would miss half of the
            // time.
            long below = Double.doubleToRawLongBits(x - padded[rank + step - 1]) >> 63;
            rank += step & ~(int) below;
        }
        return rank;
    }
}
