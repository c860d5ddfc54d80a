package io.shapservice.engine.explain.path;

import io.shapservice.engine.rank.RankedTile;
import java.util.Arrays;

/** Everything is added in double. */
final class DoubleLanes extends TileLanes {
    /** Not a power of two, or the points of a buffer would compete for the same lines of the cache. */
    static final int LANES = 264;

    /** {@code [buffer][point · LANES + lane]}. */
    final double[][] buffers;
    /** {@code [row][lane]}. */
    final double[][] phi;

    DoubleLanes(PathPlan plan) {
        super(plan, LANES, RankedTile.VECTOR / 2);
        buffers = new double[plan.buffers()][PathPlanner.POINTS_IN_A_PASS * LANES + PADDING];
        phi = new double[plan.features().length][LANES + PADDING];
    }

    @Override
    void run(CompiledTree tree, int pass) {
        PathProgram program = tree.programs()[pass];
        double[] constants = tree.doubles()[pass];
        int lanes = lanes();
        int points = program.points();
        for (int q = 0; q < points; q++) {
            Arrays.fill(buffers[0], q * LANES, q * LANES + lanes, constants[points + q]);
        }
        int[] steps = program.steps();
        switch (points) {
            case 1 -> DoubleKernel1.run(steps, constants, this, lanes);
            case 2 -> DoubleKernel2.run(steps, constants, this, lanes);
            case 3 -> DoubleKernel3.run(steps, constants, this, lanes);
            case 4 -> DoubleKernel4.run(steps, constants, this, lanes);
            case 5 -> DoubleKernel5.run(steps, constants, this, lanes);
            default -> throw new IllegalStateException(points + " points");
        }
    }

    @Override
    void flush(int[] rows) {
        // The sums are totals already.
    }

    @Override
    double[] total(int row) {
        return phi[row];
    }

    @Override
    void clear(int[] rows) {
        for (int row : rows) {
            Arrays.fill(phi[row], 0, lanes(), 0);
        }
    }
}
