package io.shapservice.engine.explain.path;

/** A single row, whose steps are no loops. */
abstract sealed class Row extends Lanes permits FloatRow, DoubleRow {
    /** The row's code in each column. */
    final int[] column;
    /** {@code [row of lanes][1]}. */
    final double[][] totals;

    private final int ownColumns;

    Row(PathPlan plan) {
        super(plan, 1, 1);
        column = new int[codes.length];
        totals = new double[plan.features().length][1];
        ownColumns = plan.ranking().sharedColumns();
    }

    @Override
    final void load(double[] rows, int at, int width, int count) {
        super.load(rows, at, width, count);
        take(0, ownColumns);
    }

    @Override
    final void entered() {
        take(ownColumns, column.length);
    }

    private void take(int from, int to) {
        for (int c = from; c < to; c++) {
            column[c] = codes[c][0];
        }
    }

    @Override
    final double[] total(int row) {
        return totals[row];
    }
}
