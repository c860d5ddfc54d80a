package io.shapservice.engine.explain.path;

/** A single row, without loops; to the bit what {@link DoubleLanes} make of it. */
final class DoubleRow extends Row {
    private final double[] buffers;
    private final double[] phi;

    DoubleRow(PathPlan plan) {
        super(plan);
        buffers = new double[plan.buffers() * PathPlanner.POINTS_IN_A_PASS];
        phi = new double[plan.features().length];
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
    void clear(int[] rows) {
        for (int row : rows) {
            phi[row] = 0;
        }
    }
}
