package io.shapservice.engine.explain.path;

/** A single row, without loops; to the bit what {@link DoubleLanes} make of it. */
final class DoubleRow extends Lanes {
    private final double[] buffers;
    private final int[] column;
    private final double[] phi;
    /** {@code [row of lanes][1]}. */
    private final double[][] totals;

    private final int ownColumns;

    DoubleRow(PathPlan plan) {
        super(plan, 1, 1);
        buffers = new double[plan.buffers() * PathPlanner.POINTS_IN_A_PASS];
        column = new int[codes.length];
        phi = new double[plan.features().length];
        totals = new double[plan.features().length][1];
        ownColumns = plan.ranking().sharedColumns();
    }

    @Override
    void load(double[] rows, int at, int width, int count) {
        super.load(rows, at, width, count);
        take(0, ownColumns);
    }

    @Override
    void entered() {
        take(ownColumns, column.length);
    }

    private void take(int from, int to) {
        for (int c = from; c < to; c++) {
            column[c] = codes[c][0];
        }
    }

    @Override
    void run(CompiledTree tree, int pass) {
        PathProgram program = tree.programs()[pass];
        double[] constants = tree.doubles()[pass];
        int points = program.points();
        System.arraycopy(constants, points, buffers, 0, points);
        int[] steps = program.steps();
        switch (points) {
            case 1 -> DoubleRowKernel1.run(steps, constants, buffers, column, phi);
            case 2 -> DoubleRowKernel2.run(steps, constants, buffers, column, phi);
            case 3 -> DoubleRowKernel3.run(steps, constants, buffers, column, phi);
            case 4 -> DoubleRowKernel4.run(steps, constants, buffers, column, phi);
            case 5 -> DoubleRowKernel5.run(steps, constants, buffers, column, phi);
            default -> throw new IllegalStateException(points + " points");
        }
    }

    @Override
    void flush(int[] rows) {
        for (int row : rows) {
            totals[row][0] = phi[row];
        }
    }

    @Override
    double[] total(int row) {
        return totals[row];
    }

    @Override
    void clear(int[] rows) {
        for (int row : rows) {
            phi[row] = 0;
        }
    }
}
