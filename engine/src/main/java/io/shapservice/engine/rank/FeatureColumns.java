package io.shapservice.engine.rank;

import io.shapservice.engine.ensemble.Arithmetic;
import io.shapservice.engine.ensemble.CategoryCode;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Stream;

/** One feature of the model and the columns of a tile that hold its codes. */
final class FeatureColumns {
    private final int feature;
    private final Cuts cuts;
    /** Each has a column; those that hold ranks come first. */
    private final ColumnKind[] kinds;

    private final int firstColumn;
    /** Category codes that some split lists; others are all alike. */
    private final int listed;

    /** @param kinds at least one, in the order of the enum */
    FeatureColumns(int feature, Cuts cuts, Collection<ColumnKind> kinds, int firstColumn, int listed) {
        this.feature = feature;
        this.cuts = cuts;
        this.kinds = kinds.toArray(new ColumnKind[0]);
        this.firstColumn = firstColumn;
        this.listed = listed;
    }

    int column(ColumnKind kind) {
        return firstColumn + Arrays.asList(kinds).indexOf(kind);
    }

    /** Columns of a tile that the feature takes. */
    int width() {
        return kinds.length;
    }

    /** In the order of the columns. */
    Stream<ColumnKind> kinds() {
        return Arrays.stream(kinds);
    }

    int cut(double below) {
        return cuts.code(below);
    }

    /** @param values as the splits see them, with no −0.0 */
    void rank(double[] values, int count, int[][] tile) {
        for (int k = 0; k < kinds.length; k++) {
            int[] codes = tile[firstColumn + k];
            CategoryCode categories = kinds[k].categories();
            if (categories != null) {
                categorise(codes, categories, values, count);
            } else if (k == 0) {
                rankInto(codes, kinds[0], values, count);
            } else {
                copyInto(codes, kinds[k], tile[firstColumn], kinds[0], values, count);
            }
        }
    }

    private void rankInto(int[] codes, ColumnKind kind, double[] values, int count) {
        int missing = kind.missingCode(cuts.rank(0));
        boolean zeroIsMissing = kind.zeroIsMissing();
        for (int i = 0; i < count; i++) {
            double x = values[i];
            boolean isMissing = Double.isNaN(x) || (zeroIsMissing && x == 0);
            codes[i] = isMissing ? missing : cuts.rank(x);
        }
    }

    /** The search was made already; only what is missing differs. */
    private void copyInto(int[] codes, ColumnKind kind, int[] ranked, ColumnKind rankedAs, double[] values, int count) {
        int zero = cuts.rank(0);
        int missing = kind.missingCode(zero);
        boolean zeroIsMissing = kind.zeroIsMissing();
        boolean zeroWasMissing = rankedAs.zeroIsMissing();
        for (int i = 0; i < count; i++) {
            double x = values[i];
            int code = zeroWasMissing && x == 0 ? zero : ranked[i];
            codes[i] = Double.isNaN(x) || (zeroIsMissing && x == 0) ? missing : code;
        }
    }

    /** 0 for NaN, c + 1 for category c, {@code listed + 1} for whatever no split lists. */
    private void categorise(int[] codes, CategoryCode categories, double[] values, int count) {
        for (int i = 0; i < count; i++) {
            double x = values[i];
            int category = categories.of(x);
            boolean isListed = category >= 0 && category < listed;
            codes[i] = isListed ? category + 1 : Double.isNaN(x) ? 0 : listed + 1;
        }
    }

    /** Column {@code feature} of row-major rows as the splits see it, without −0.0, which no comparison tells from 0.0. */
    void gather(double[] rows, int at, int width, int count, Arithmetic arithmetic, double[] values) {
        for (int i = 0, from = at + feature; i < count; i++, from += width) {
            values[i] = arithmetic.input(rows[from]) + 0.0;
        }
    }
}
