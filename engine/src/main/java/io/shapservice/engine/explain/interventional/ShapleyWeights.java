package io.shapservice.engine.explain.interventional;

/**
 * What a leaf that is reached when p features are the explained row's and q are the background row's, whatever the others are,
 * gives to each of the p: (p − 1)! q! / (p + q)!, times its value. Each of the q gets −p! (q − 1)! / (p + q)!, which is the same with
 * p and q exchanged (Lundberg et al., "From local explanations to global understanding", supplement, algorithm 3).
 */
final class ShapleyWeights {
    private final double[][] weight;

    /** @param features on a path at most */
    ShapleyWeights(int features) {
        weight = new double[features + 1][];
        for (int p = 1; p <= features; p++) {
            weight[p] = new double[features - p + 1];
            weight[p][0] = 1.0 / p;
            for (int q = 1; q < weight[p].length; q++) {
                weight[p][q] = weight[p][q - 1] * q / (p + q);
            }
        }
        weight[0] = new double[features + 1];
    }

    /** 0 when p is 0. */
    double of(int p, int q) {
        return weight[p][q];
    }
}
