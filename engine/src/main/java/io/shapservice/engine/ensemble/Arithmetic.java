package io.shapservice.engine.ensemble;

/**
 * How the source library compares and adds, so that routing and predictions are its own to the last bit.
 *
 * @param input width to which a value is rounded before it is compared
 * @param comparison which of two equal numbers goes left
 * @param sum width in which leaf values are added
 * @param zeroBand |x| up to this counts as 0.0 (LightGBM: 1e-35f); 0 for libraries that do not do so
 */
public record Arithmetic(Width input, Comparison comparison, Width sum, double zeroBand) {
    /** float32(x) &lt; float32(threshold) goes left, leaf values are added in float32. */
    public static final Arithmetic XGBOOST = new Arithmetic(Width.FLOAT32, Comparison.LESS, Width.FLOAT32, 0);

    /** x &le; threshold goes left, in double throughout; |x| &le; 1e-35f is zero. */
    public static final Arithmetic LIGHTGBM =
            new Arithmetic(Width.FLOAT64, Comparison.LESS_OR_EQUAL, Width.FLOAT64, 1e-35f);

    /** float32(x) &le; threshold goes left, leaf values are added in double: scikit-learn's trees, and CatBoost's. */
    public static final Arithmetic FLOAT_INPUT =
            new Arithmetic(Width.FLOAT32, Comparison.LESS_OR_EQUAL, Width.FLOAT64, 0);

    /** x &le; threshold goes left, in double throughout: scikit-learn's histogram boosting. */
    public static final Arithmetic DOUBLE = new Arithmetic(Width.FLOAT64, Comparison.LESS_OR_EQUAL, Width.FLOAT64, 0);

    public enum Width {
        FLOAT32,
        FLOAT64;

        public double round(double x) {
            return this == FLOAT32 ? (float) x : x;
        }
    }

    /** The condition under which a number goes left. */
    public enum Comparison {
        LESS,
        LESS_OR_EQUAL
    }

    /** A value as the splits see it. */
    public double input(double x) {
        double rounded = input.round(x);
        return Math.abs(rounded) <= zeroBand ? 0.0 : rounded;
    }
}
