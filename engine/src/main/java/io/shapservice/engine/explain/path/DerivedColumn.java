package io.shapservice.engine.explain.path;

import io.shapservice.engine.rank.CodeRange;
import io.shapservice.engine.rank.Condition;
import io.shapservice.engine.rank.RankedTree;
import java.util.List;

/**
 * Codes for a split whose feature's earlier conditions no range of codes says: 0 when the row meets them and goes left, 1 when it
 * meets them and goes right, more when it does not.
 */
final class DerivedColumn {
    static final int CUT = 1;
    /** What the earlier conditions ask of the column, whose number is not known yet. */
    static final CodeRange RANGE = new CodeRange(-1, 0, 2);

    private static final int UNMET = 2;

    private final int[] columns;
    private final int[] cuts;
    /** What the comparison says of a row that meets the condition. */
    private final int[] met;

    DerivedColumn(RankedTree tree, List<Condition> earlier, int node) {
        int conditions = earlier.size();
        columns = new int[conditions + 1];
        cuts = new int[conditions + 1];
        met = new int[conditions];
        for (int i = 0; i <= conditions; i++) {
            int at = i < conditions ? earlier.get(i).node() : node;
            columns[i] = tree.column(at);
            cuts[i] = tree.cut(at);
        }
        for (int i = 0; i < conditions; i++) {
            met[i] = earlier.get(i).left() ? 1 : 0;
        }
    }

    void fill(int[][] codes, int[] into, int rows) {
        int own = met.length;
        int[] x = codes[columns[own]];
        for (int i = 0; i < rows; i++) {
            into[i] = isBelow(x[i], cuts[own]) ^ 1;
        }
        for (int c = 0; c < own; c++) {
            int[] earlier = codes[columns[c]];
            int cut = cuts[c];
            int wanted = met[c];
            for (int i = 0; i < rows; i++) {
                into[i] |= (isBelow(earlier[i], cut) ^ wanted) * UNMET;
            }
        }
    }

    private static int isBelow(int code, int cut) {
        return (code - cut) >>> 31;
    }
}
