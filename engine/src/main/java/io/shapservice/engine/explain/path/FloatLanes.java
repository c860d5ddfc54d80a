package io.shapservice.engine.explain.path;

import io.shapservice.engine.rank.RankedTile;
import java.util.Arrays;

/** Trees are added in float, their sums of a batch in double. */
final class FloatLanes extends TileLanes {
    /** A batch of 500 rows is one tile. Not a power of two, or the points of a buffer would compete for the same lines of the cache. */
    static final int LANES = 528;

    /** {@code [buffer][point · LANES + lane]}. */
    final float[][] buffers;
    /** {@code [row][lane]}. */
    final float[][] phi;

    private final double[][] totals;

    FloatLanes(PathPlan plan) {
        super(plan, LANES, RankedTile.VECTOR);
        buffers = new float[plan.buffers()][PathPlanner.POINTS_IN_A_PASS * LANES + PADDING];
        phi = new float[plan.features().length][LANES + PADDING];
        totals = new double[plan.features().length][LANES];
    }

    @Override
    void run(CompiledTree tree, int pass) {
        PathProgram program = tree.programs()[pass];
        float[] constants = tree.floats()[pass];
        int lanes = lanes();
        int points = program.points();
        for (int q = 0; q < points; q++) {
            Arrays.fill(buffers[0], q * LANES, q * LANES + lanes, constants[points + q]);
        }
        int[] steps = program.steps();
        switch (points) {
            case 1 -> FloatKernel1.run(steps, constants, this, lanes);
            case 2 -> FloatKernel2.run(steps, constants, this, lanes);
            case 3 -> FloatKernel3.run(steps, constants, this, lanes);
            case 4 -> FloatKernel4.run(steps, constants, this, lanes);
            case 5 -> FloatKernel5.run(steps, constants, this, lanes);
            default -> throw new IllegalStateException(points + " points");
        }
    }

    @Override
    void flush(int[] rows) {
        for (int row : rows) {
            flush(phi[row], totals[row], lanes());
        }
    }

    private static void flush(float[] phi, double[] total, int lanes) {
        for (int i = 0; i < lanes; i++) {
            total[i] += phi[i];
        }
        Arrays.fill(phi, 0, lanes, 0);
    }

    @Override
    double[] total(int row) {
        return totals[row];
    }

    @Override
    void clear(int[] rows) {
        for (int row : rows) {
            Arrays.fill(totals[row], 0, lanes(), 0);
        }
    }
}
