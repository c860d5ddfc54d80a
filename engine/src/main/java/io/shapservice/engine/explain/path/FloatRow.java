package io.shapservice.engine.explain.path;

/** Scratch of one thread; the kernel's loops find at the same index all that belongs to a node. */
final class FloatRow extends Row<float[]> {
    /** {@code [point][slot]}: a node's weights, then its expectations. */
    final float[][] weights;
    /** For each split of the program. */
    final float[] v;

    final float[] sums;
    /** {@code [point][step]}: the weights of steps that are alike, then their expectations. */
    final float[][] own;
    /** {@code [place of the split][step]}. */
    final float[][] ownV;

    final float[][] ownSums;

    private final float[] phi;

    FloatRow(RowPlan<float[]> plan, RowSizes sizes) {
        super(plan, sizes);
        weights = new float[PathPlanner.POINTS_IN_A_PASS][sizes.slots()];
        v = new float[sizes.splits()];
        sums = new float[sizes.splits()];
        own = new float[PathPlanner.POINTS_IN_A_PASS][sizes.alike()];
        ownV = new float[MOST_SPLITS][sizes.alike()];
        ownSums = new float[MOST_SPLITS][sizes.alike()];
        phi = new float[plan.plan().features().length];
    }

    @Override
    void run(RowGroup<float[]> group) {
        switch (group.points()) {
            case 1 -> FloatRowKernel1.run(group, this);
            case 2 -> FloatRowKernel2.run(group, this);
            case 3 -> FloatRowKernel3.run(group, this);
            case 4 -> FloatRowKernel4.run(group, this);
            case 5 -> FloatRowKernel5.run(group, this);
            default -> throw new IllegalStateException(group.points() + " points");
        }
    }

    void begin(RowGroup<float[]> group) {
        for (int q = 0; q < group.points(); q++) {
            for (char root : group.roots()) {
                weights[q][root] = group.rule()[group.points() + q];
            }
        }
    }

    /** A leaf's expectation is its value. */
    void fillLeaves(RowGroup<float[]> group) {
        float[] leaves = group.leaves();
        for (int q = 0; q < group.points(); q++) {
            System.arraycopy(leaves, 0, weights[q], group.forks().length / 2, leaves.length);
        }
    }

    /** @return how many steps there are */
    int take(int points, RowSteps<float[]> steps) {
        for (int q = 0; q < points; q++) {
            System.arraycopy(weights[q], steps.slot(), own[q], 0, steps.count());
        }
        return steps.count();
    }

    void put(int points, RowSteps<float[]> steps) {
        int count = steps.count();
        for (int q = 0; q < points; q++) {
            System.arraycopy(own[q], 0, weights[q], steps.slot(), count);
        }
        for (int place = 0; place < steps.splits(); place++) {
            System.arraycopy(ownV[place], 0, v, steps.split() + place * count, count);
            System.arraycopy(ownSums[place], 0, sums, steps.split() + place * count, count);
        }
    }

    /** Rows of lanes four by four: the additions to one have to wait for each other. */
    @Override
    void gain(RowProgram<float[]> program) {
        int[] rows = program.rows();
        int[] ends = program.ends();
        int from = 0;
        int row = 0;
        for (; row + 4 <= rows.length; row += 4) {
            gainFour(program.order(), from, rows, ends, row);
            from = ends[row + 3];
        }
        for (; row < rows.length; row++) {
            gainOne(program.order(), from, ends[row], rows[row]);
            from = ends[row];
        }
    }

    private void gainOne(char[] order, int from, int end, int row) {
        float sum = phi[row];
        for (int n = from; n < end; n++) {
            sum = Math.fma(v[order[n]], sums[order[n]], sum);
        }
        phi[row] = sum;
    }

    private void gainFour(char[] order, int a, int[] rows, int[] ends, int row) {
        int b = ends[row];
        int c = ends[row + 1];
        int d = ends[row + 2];
        int end = ends[row + 3];
        int common = end - d;
        float sumA = phi[rows[row]];
        float sumB = phi[rows[row + 1]];
        float sumC = phi[rows[row + 2]];
        float sumD = phi[rows[row + 3]];
        for (int n = 0; n < common; n++) {
            sumA = Math.fma(v[order[a + n]], sums[order[a + n]], sumA);
            sumB = Math.fma(v[order[b + n]], sums[order[b + n]], sumB);
            sumC = Math.fma(v[order[c + n]], sums[order[c + n]], sumC);
            sumD = Math.fma(v[order[d + n]], sums[order[d + n]], sumD);
        }
        phi[rows[row]] = sumA;
        phi[rows[row + 1]] = sumB;
        phi[rows[row + 2]] = sumC;
        phi[rows[row + 3]] = sumD;
        gainOne(order, a + common, b, rows[row]);
        gainOne(order, b + common, c, rows[row + 1]);
        gainOne(order, c + common, d, rows[row + 2]);
    }

    @Override
    double flush(int row, double total) {
        double sum = total + phi[row];
        phi[row] = 0;
        return sum;
    }

    @Override
    void forget(int row) {
        phi[row] = 0;
    }
}
