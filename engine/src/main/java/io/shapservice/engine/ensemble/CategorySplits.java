package io.shapservice.engine.ensemble;

import java.util.BitSet;

/** Splits of one tree on categories: for each, the codes that go left, and where a value that is not listed goes. */
public final class CategorySplits {
    public static final CategorySplits NONE = new CategorySplits(new Split[0]);

    private final Split[] splits;

    CategorySplits(Split[] splits) {
        this.splits = splits;
    }

    /**
     * @param left bit c set: category c goes left; bits below {@code listed} only
     * @param listed codes in {@code [0, listed)} go by {@code left}
     * @param othersLeft where a value without a code, or with one from {@code listed} on, goes; NaN takes the default direction
     */
    public record Split(BitSet left, int listed, boolean othersLeft, CategoryCode code) {
        public Split {
            left = (BitSet) left.clone();
        }

        /** Members go right, everything else left: XGBoost's rule. */
        public static Split membersRight(BitSet members) {
            BitSet left = (BitSet) members.clone();
            left.flip(0, members.length());
            return new Split(left, members.length(), true, CategoryCode.NOT_NEGATIVE);
        }

        /** Members go left, everything else right: LightGBM's rule. */
        public static Split membersLeft(BitSet members) {
            return new Split(members, members.length(), false, CategoryCode.TRUNCATED);
        }

        boolean goesLeft(double x) {
            int category = code.of(x);
            return (category >= 0 && category < listed) ? left.get(category) : othersLeft;
        }
    }

    Split split(int index) {
        return splits[index];
    }

    boolean goesLeft(int split, double x) {
        return splits[split].goesLeft(x);
    }
}
