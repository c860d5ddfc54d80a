package io.shapservice.engine.ensemble;

/** How a library takes a feature's value to the code that its splits on categories look up. */
public enum CategoryCode {
    /** Truncated when it is not negative and exact in float32; −0.5 is no category. XGBoost's rule. */
    NOT_NEGATIVE(1 << 24) {
        @Override
        int whole(double x) {
            return x >= 0 ? (int) x : NONE;
        }
    },
    /** Truncated towards zero first, so that −0.5 is category 0. LightGBM's rule. */
    TRUNCATED(Integer.MAX_VALUE) {
        @Override
        int whole(double x) {
            return x > -1 ? (int) x : NONE;
        }
    },
    /** A whole number, or no category: 2.5 is not category 2. scikit-learn's rule. */
    EXACT(1 << 24) {
        @Override
        int whole(double x) {
            return x >= 0 && x == Math.rint(x) ? (int) x : NONE;
        }
    };

    /** Of values that are no category. */
    public static final int NONE = -1;

    private final int limit;

    CategoryCode(int limit) {
        this.limit = limit;
    }

    /** @return the code, or {@link #NONE}, which also NaN has */
    public int of(double x) {
        return x < limit ? whole(x) : NONE;
    }

    /** Codes from here on are no categories. */
    public int limit() {
        return limit;
    }

    abstract int whole(double x);
}
