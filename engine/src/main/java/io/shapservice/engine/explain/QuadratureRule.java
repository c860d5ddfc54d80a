package io.shapservice.engine.explain;

/**
 * Gauss-Legendre on [0, 1]: Σ w_q·f(t_q) is the exact integral of a polynomial f of degree up to 2Q − 1.
 *
 * @param t points, ascending
 * @param w weights, which add up to 1
 */
public record QuadratureRule(double[] t, double[] w) {
    /**
     * Points per square root of distinct features that leave no more than 1e-14 of a leaf's value as error. The worst integrand is
     * t^(u−1), all of it at one end, and the points crowd there as 1/Q², so √u of them are enough.
     */
    private static final double ENOUGH = 2.7;

    /**
     * For paths with up to u distinct features: the smallest rule that is exact (the integrand has degree u − 1), which is u/2
     * points up to u = 30, and beyond that one whose error is below 1e-14 of a leaf's value.
     */
    public static QuadratureRule forFeatures(int distinct) {
        int exact = (distinct + 1) / 2;
        int enough = (int) Math.ceil(ENOUGH * Math.sqrt(distinct));
        return ofPoints(Math.max(1, Math.min(exact, enough)));
    }

    public int points() {
        return t.length;
    }

    static QuadratureRule ofPoints(int n) {
        double[] t = new double[n];
        double[] w = new double[n];
        for (int i = 0; i < n; i++) {
            double x = Math.cos(Math.PI * (i + 0.75) / (n + 0.5));
            double step = 1;
            double slope = 1;
            // Newton's method on the Legendre polynomial; converges in a handful of steps from Tricomi's guess.
            for (int round = 0; round < 50 && Math.abs(step) > 1e-16; round++) {
                double[] value = legendre(n, x);
                slope = value[1];
                step = value[0] / slope;
                x -= step;
            }
            slope = legendre(n, x)[1];
            t[n - 1 - i] = (1 + x) / 2;
            w[n - 1 - i] = 1 / ((1 - x * x) * slope * slope);
        }
        return new QuadratureRule(t, w);
    }

    /** The Legendre polynomial of degree n and its derivative, by Bonnet's recursion. */
    private static double[] legendre(int n, double x) {
        double previous = 1;
        double current = x;
        for (int k = 2; k <= n; k++) {
            double next = ((2 * k - 1) * x * current - (k - 1) * previous) / k;
            previous = current;
            current = next;
        }
        return new double[] {current, n * (x * current - previous) / (x * x - 1)};
    }
}
