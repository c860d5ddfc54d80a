package io.shapservice.engine.explain.interaction;

import io.shapservice.engine.explain.QuadratureRule;

/**
 * What a split contributes at each point t of a rule, with b the product of the shares of its feature's earlier splits and
 * D = b(1 − t) + t.
 *
 * @param a t / D
 * @param h b / D²
 * @param unmet 1 / (1 − t): minus the logarithmic derivative of a condition that the row fails
 * @param met of the child last entered: (1 − r) / D', that of a condition that it meets, r the product of its feature's shares
 *     down to that child and D' = r(1 − t) + t
 */
record Constants(double[] a, double[] h, double[] unmet, double[] met) {
    Constants(int points) {
        this(new double[points], new double[points], new double[points], new double[points]);
    }

    void enter(QuadratureRule rule, double before) {
        for (int q = 0; q < rule.points(); q++) {
            double t = rule.t()[q];
            double d = before * (1 - t) + t;
            a[q] = t / d;
            h[q] = before / (d * d);
            unmet[q] = 1 / (1 - t);
        }
    }

    void enterChild(QuadratureRule rule, double product) {
        for (int q = 0; q < rule.points(); q++) {
            double t = rule.t()[q];
            met[q] = (1 - product) / (product * (1 - t) + t);
        }
    }
}
