package io.shapservice.engine.explain.interventional;

import java.util.Arrays;

/**
 * What a leaf of value 1 contributes to each feature of its path, for every set of conditions that a row may meet, over all
 * background rows at once.
 *
 * <p>With O the conditions that the row meets and C those that a background row fails, the leaf counts when C ⊆ O; then p = |C|
 * features must be the row's and q = u − |O| must be the background row's. So all that is needed of the background is, for each O
 * and p, the weight G_p(O) of its rows with C ⊆ O and |C| = p: sums over subsets, u + 1 times u·2^u additions. For a feature j that
 * the row meets only those with j ∈ C count, whose weight is G_p(O) − G_p(O∖j).
 */
final class LeafGame {
    private final ShapleyWeights weights;
    private final double[][] subsetSums;

    /** @param bits conditions on a path at most */
    LeafGame(int bits, ShapleyWeights weights) {
        this.weights = weights;
        this.subsetSums = new double[bits + 1][1 << bits];
    }

    /**
     * @param weightOf {@code [2^u]}: weight of the background rows that meet exactly these conditions
     * @param gives {@code [2^u][u]} is filled: what the leaf gives to the feature of each bit
     */
    void fill(double[] weightOf, int u, double[] gives) {
        int sets = 1 << u;
        for (int p = 0; p <= u; p++) {
            Arrays.fill(subsetSums[p], 0, sets, 0);
        }
        for (int met = 0; met < sets; met++) {
            int failed = met ^ (sets - 1);
            subsetSums[Integer.bitCount(failed)][failed] = weightOf[met];
        }
        for (int p = 0; p <= u; p++) {
            sumOverSubsets(subsetSums[p], u);
        }
        for (int met = 0; met < sets; met++) {
            fill(met, u, gives);
        }
    }

    private static void sumOverSubsets(double[] sums, int u) {
        for (int bit = 1; bit < (1 << u); bit <<= 1) {
            for (int block = bit; block < (1 << u); block += 2 * bit) {
                for (int set = block; set < block + bit; set++) {
                    sums[set] += sums[set - bit];
                }
            }
        }
    }

    private void fill(int met, int u, double[] gives) {
        int own = Integer.bitCount(met);
        int others = u - own;
        double toOthers = 0;
        double toOwn = 0;
        for (int p = 0; p <= own; p++) {
            double weight = subsetSums[p][met];
            toOwn += weight * weights.of(p, others);
            toOthers += others == 0 ? 0 : weight * weights.of(others, p);
        }
        for (int j = 0; j < u; j++) {
            gives[met * u + j] = ((met >> j) & 1) == 0 ? -toOthers : toOwn - withoutFailing(met ^ (1 << j), others);
        }
    }

    /** The share in {@code toOwn} of the background rows that meet the condition too. */
    private double withoutFailing(int rest, int others) {
        double sum = 0;
        for (int p = 1; p <= Integer.bitCount(rest); p++) {
            sum += subsetSums[p][rest] * weights.of(p, others);
        }
        return sum;
    }
}
