package io.shapservice.engine.explain.path;

/** A single row, without loops; to the bit what {@link FloatLanes} make of it. */
final class FloatRow extends Row {
    private final float[] buffers;
    private final float[] phi;

    FloatRow(PathPlan plan) {
        super(plan);
        buffers = new float[plan.buffers() * PathPlanner.POINTS_IN_A_PASS];
        phi = new float[plan.features().length];
    }

    @Override
    void run(CompiledTree tree, int pass) {
        PathProgram program = tree.programs()[pass];
        float[] constants = tree.floats()[pass];
        int points = program.points();
        System.arraycopy(constants, points, buffers, 0, points);
        int[] steps = program.steps();
        switch (points) {
            case 1 -> FloatRowKernel1.run(steps, constants, buffers, column, phi);
            case 2 -> FloatRowKernel2.run(steps, constants, buffers, column, phi);
            case 3 -> FloatRowKernel3.run(steps, constants, buffers, column, phi);
            case 4 -> FloatRowKernel4.run(steps, constants, buffers, column, phi);
            case 5 -> FloatRowKernel5.run(steps, constants, buffers, column, phi);
            default -> throw new IllegalStateException(points + " points");
        }
    }

    @Override
    void flush(int[] rows) {
        for (int row : rows) {
            totals[row][0] += phi[row];
            phi[row] = 0;
        }
    }

    @Override
    void clear(int[] rows) {
        for (int row : rows) {
            totals[row][0] = 0;
        }
    }
}
