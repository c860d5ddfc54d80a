package io.shapservice.engine.explain.path;

/** Many rows: a step is a loop over them. */
abstract sealed class TileLanes extends Lanes permits FloatLanes, DoubleLanes {
    private final PathPlan plan;

    /**
     * @param lanes between the points of a buffer
     * @param vector lanes of the widest vector
     */
    TileLanes(PathPlan plan, int lanes, int vector) {
        super(plan, lanes, vector);
        this.plan = plan;
    }

    @Override
    final void add(int output) {
        for (OutputPlan.Batch batch : plan.outputs().get(output).batches()) {
            for (CompiledTree tree : batch.trees()) {
                enter(tree);
                for (int pass = 0; pass < tree.programs().length; pass++) {
                    run(tree, pass);
                }
            }
            flush(batch.rows());
        }
    }

    abstract void run(CompiledTree tree, int pass);

    /** Moves what was added to some rows of lanes into the totals. */
    abstract void flush(int[] rows);
}
