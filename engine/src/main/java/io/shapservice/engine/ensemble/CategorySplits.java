package io.shapservice.engine.ensemble;

import java.util.BitSet;

/**
 * Splits of one tree on categories: for each, the codes that go left, and where a code beyond those listed goes. A code is the
 * value truncated towards zero.
 */
public final class CategorySplits {
    public static final CategorySplits NONE = new CategorySplits(new Split[0]);

    /** Codes from here on are not exact in float32; libraries treat them as not listed. */
    static final double MAX_CODE = 1 << 24;

    private final Split[] splits;

    CategorySplits(Split[] splits) {
        this.splits = splits;
    }

    /**
     * @param left bit c set: category c goes left; bits below {@code listed} only
     * @param listed codes in {@code [0, listed)} go by {@code left}
     * @param othersLeft where a negative code, or one from {@code listed} on, goes
     */
    public record Split(BitSet left, int listed, boolean othersLeft) {
        public Split {
            left = (BitSet) left.clone();
        }

        /** Members go right, everything else left: XGBoost's rule. */
        public static Split membersRight(BitSet members) {
            BitSet left = (BitSet) members.clone();
            left.flip(0, members.length());
            return new Split(left, members.length(), true);
        }

        /** Members go left, everything else right: LightGBM's rule. */
        public static Split membersLeft(BitSet members) {
            return new Split(members, members.length(), false);
        }

        boolean goesLeft(double x) {
            // Libraries refuse negatives before truncation, so −0.5 is not category 0.
            boolean isListed = x >= 0 && x < MAX_CODE && (int) x < listed;
            return isListed ? left.get((int) x) : othersLeft;
        }
    }

    boolean goesLeft(int split, double x) {
        return splits[split].goesLeft(x);
    }
}
