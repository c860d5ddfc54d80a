package io.shapservice.smile.surrogate;

/**
 * How a surrogate is trained.
 *
 * @param trees of a boosted model (for each class, when there are three or more) or a forest
 * @param maxDepth splits on a path, 1 to 30
 * @param maxLeaves of a tree, at least 2
 * @param leafSize rows that a leaf must have at least
 * @param shrinkage factor on each boosted tree, in (0, 1]
 * @param subsample share of the rows that each tree of a boosted model or forest sees, in (0, 1]
 * @param heldOut share of the rows that is kept from training to measure fidelity, in (0, 1)
 * @param seed the same rows, options and seed give the same model
 */
public record SurrogateOptions(
        SurrogateKind kind,
        Task task,
        int trees,
        int maxDepth,
        int maxLeaves,
        int leafSize,
        double shrinkage,
        double subsample,
        double heldOut,
        long seed) {
    private static final int MAX_TREES = 5000;
    private static final int MAX_DEPTH = 30;

    public SurrogateOptions {
        check("trees", trees, 1, MAX_TREES);
        check("maxDepth", maxDepth, 1, MAX_DEPTH);
        check("maxLeaves", maxLeaves, 2, Integer.MAX_VALUE);
        check("leafSize", leafSize, 1, Integer.MAX_VALUE);
        checkShare("shrinkage", shrinkage, true);
        checkShare("subsample", subsample, true);
        checkShare("heldOut", heldOut, false);
    }

    public static SurrogateOptions of(SurrogateKind kind, Task task) {
        return switch (kind) {
            case GRADIENT_BOOSTING -> new SurrogateOptions(kind, task, 300, 6, 32, 5, 0.1, 0.8, 0.2, 1);
            case RANDOM_FOREST -> new SurrogateOptions(kind, task, 200, 20, 4096, 2, 1, 1, 0.2, 1);
            case DECISION_TREE -> new SurrogateOptions(kind, task, 1, 10, 256, 5, 1, 1, 0.2, 1);
        };
    }

    public SurrogateOptions withTrees(int number) {
        return new SurrogateOptions(
                kind, task, number, maxDepth, maxLeaves, leafSize, shrinkage, subsample, heldOut, seed);
    }

    public SurrogateOptions withSeed(long number) {
        return new SurrogateOptions(
                kind, task, trees, maxDepth, maxLeaves, leafSize, shrinkage, subsample, heldOut, number);
    }

    private static void check(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " is " + value + ", must be " + least + " to " + most);
        }
    }

    private static void checkShare(String what, double value, boolean all) {
        if (!(value > 0 && (all ? value <= 1 : value < 1))) {
            throw new IllegalArgumentException(
                    what + " is " + value + ", must be above 0 and " + (all ? "at most 1" : "below 1"));
        }
    }
}
