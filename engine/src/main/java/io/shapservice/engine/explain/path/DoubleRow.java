package io.shapservice.engine.explain.path;

/** Scratch of one thread; the kernel's loops find at the same index all that belongs to a node. */
final class DoubleRow extends Row<double[]> {
    /** {@code [point][slot]}: a node's weights, then its expectations. */
    final double[][] weights;
    /** For each split of the program. */
    final double[] v;

    final double[] sums;
    /** {@code [point][step]}: the weights of steps that are alike, then their expectations. */
    final double[][] own;
    /** {@code [place of the split][step]}. */
    final double[][] ownV;

    final double[][] ownSums;

    private final double[] phi;

    DoubleRow(RowPlan<double[]> plan, RowSizes sizes) {
        super(plan, sizes);
        weights = new double[PathPlanner.POINTS_IN_A_PASS][sizes.slots()];
        v = new double[sizes.splits()];
        sums = new double[sizes.splits()];
        own = new double[PathPlanner.POINTS_IN_A_PASS][sizes.alike()];
        ownV = new double[MOST_SPLITS][sizes.alike()];
        ownSums = new double[MOST_SPLITS][sizes.alike()];
        phi = new double[plan.plan().features().length];
    }

    @Override
    void run(RowGroup<double[]> group) {
        switch (group.points()) {
            case 1 -> DoubleRowKernel1.run(group, this);
            case 2 -> DoubleRowKernel2.run(group, this);
            case 3 -> DoubleRowKernel3.run(group, this);
            case 4 -> DoubleRowKernel4.run(group, this);
            case 5 -> DoubleRowKernel5.run(group, this);
            default -> throw new IllegalStateException(group.points() + " points");
        }
    }

    void begin(RowGroup<double[]> group) {
        for (int q = 0; q < group.points(); q++) {
            for (char root : group.roots()) {
                weights[q][root] = group.rule()[group.points() + q];
            }
        }
    }

    /** A leaf's expectation is its value. */
    void fillLeaves(RowGroup<double[]> group) {
        double[] leaves = group.leaves();
        for (int q = 0; q < group.points(); q++) {
            System.arraycopy(leaves, 0, weights[q], group.forks().length / 2, leaves.length);
        }
    }

    /** @return how many steps there are */
    int take(int points, RowSteps<double[]> steps) {
        for (int q = 0; q < points; q++) {
            System.arraycopy(weights[q], steps.slot(), own[q], 0, steps.count());
        }
        return steps.count();
    }

    void put(int points, RowSteps<double[]> steps) {
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
    void gain(RowProgram<double[]> program) {
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
        double sum = phi[row];
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
        double sumA = phi[rows[row]];
        double sumB = phi[rows[row + 1]];
        double sumC = phi[rows[row + 2]];
        double sumD = phi[rows[row + 3]];
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
        // Lanes go on adding to what is there already.
        return phi[row];
    }

    @Override
    void forget(int row) {
        phi[row] = 0;
    }
}
