package io.shapservice.engine.explain.path;

/** What a {@link RowGroup} knows of its splits beside the constants, while it is built. */
final class RowSplits {
    private final int sharedColumns;
    private final char[] columns;
    private final int[] cuts;
    private final IntBuilder repeated = new IntBuilder();
    private final IntBuilder repeatColumns = new IntBuilder();
    private final IntBuilder low = new IntBuilder();
    private final IntBuilder high = new IntBuilder();

    RowSplits(int count, int sharedColumns) {
        this.sharedColumns = sharedColumns;
        columns = new char[count];
        cuts = new int[count];
    }

    /**
     * @param at of the split's operands in the steps
     * @param ownColumns how much further than for lanes the columns are that the tree has to itself
     */
    void set(int split, int[] steps, int at, SplitForm form, int ownColumns) {
        columns[split] = (char) column(steps[at + SplitForm.COLUMN], ownColumns);
        int cut = steps[at + SplitForm.CUT];
        cuts[split] = steps[at + SplitForm.FLIP] == 0 ? cut : -cut;
        if (form.again()) {
            repeated.add(split);
            repeatColumns.add(column(steps[at + SplitForm.MET_COLUMN], ownColumns));
            low.add(steps[at + SplitForm.LOW]);
            high.add(steps[at + SplitForm.HIGH]);
        }
    }

    private int column(int column, int ownColumns) {
        return column < sharedColumns ? column : column + ownColumns;
    }

    char[] columns() {
        return columns;
    }

    int[] cuts() {
        return cuts;
    }

    RowGroup.Repeats repeats() {
        return new RowGroup.Repeats(
                RowOrder.chars(repeated.toArray()),
                RowOrder.chars(repeatColumns.toArray()),
                low.toArray(),
                high.toArray());
    }
}
