package io.shapservice.engine.explain.path;

import java.util.List;

/**
 * A single row, for which a step is a loop over all nodes of its kind; to the bit what lanes make of it.
 *
 * @param <T> an array of numbers
 */
abstract sealed class Row<T> extends Lanes permits FloatRow, DoubleRow {
    /** Splits of one step at most. */
    static final int MOST_SPLITS = 3;

    /** What {@link RowGroup#decide} says of each split of the program that is run. */
    final int[] decisions;

    private final RowPlan<T> plan;
    /** {@code [row of lanes][1]}. */
    private final double[][] totals;

    private final int[] rowCodes;

    Row(RowPlan<T> plan, RowSizes sizes) {
        super(plan.plan(), 1, 1);
        this.plan = plan;
        decisions = new int[sizes.splits()];
        totals = new double[plan.plan().features().length][1];
        rowCodes = new int[sizes.codes()];
    }

    @Override
    final void add(int output) {
        List<List<RowProgram<T>>> batches = plan.batches().get(output);
        for (int b = 0; b < batches.size(); b++) {
            for (RowProgram<T> program : batches.get(b)) {
                takeCodes(program);
                for (RowGroup<T> group : program.groups()) {
                    group.decide(rowCodes, decisions);
                    run(group);
                }
                gain(program);
            }
            for (int row : plan.plan().outputs().get(output).batches().get(b).rows()) {
                totals[row][0] = flush(row, totals[row][0]);
            }
        }
    }

    private void takeCodes(RowProgram<T> program) {
        int shared = program.sharedColumns();
        for (int c = 0; c < shared; c++) {
            rowCodes[c] = codes[c][0];
        }
        int to = shared;
        for (CompiledTree tree : program.trees()) {
            enter(tree);
            for (int c = shared; c < shared + program.ownColumns(); c++) {
                rowCodes[to++] = codes[c][0];
            }
        }
    }

    /** Finds for each split of the group its v and the sum by which that is multiplied. */
    abstract void run(RowGroup<T> group);

    /** Adds the products of both to the values. */
    abstract void gain(RowProgram<T> program);

    /** @return the sum of the total and what was added to the row of lanes */
    abstract double flush(int row, double total);

    @Override
    final double[] total(int row) {
        return totals[row];
    }

    @Override
    final void clear(int[] rows) {
        for (int row : rows) {
            totals[row][0] = 0;
            forget(row);
        }
    }

    /** What was added to the row of lanes and is not in a total yet. */
    abstract void forget(int row);
}
