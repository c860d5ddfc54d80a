package io.shapservice.smile.surrogate;

import io.shapservice.engine.ensemble.Link;
import java.util.Arrays;
import java.util.stream.LongStream;
import smile.base.cart.CART;
import smile.base.cart.DecisionNode;
import smile.base.cart.LeafNode;
import smile.base.cart.Loss;
import smile.base.cart.RegressionNode;
import smile.base.cart.SplitRule;
import smile.classification.DecisionTree;
import smile.math.MathEx;
import smile.regression.RegressionTree;

/** Runs Smile's learners and takes their models apart. */
final class Learners {
    private static final int BINARY = 2;

    private final SurrogateOptions options;
    private final TrainingRows rows;
    private final SmileFrame frame;

    Learners(SurrogateOptions options, TrainingRows rows) {
        this.options = options;
        this.rows = rows;
        this.frame = SmileFrame.of(rows);
    }

    TrainedTrees train() {
        // Smile draws from a generator of the thread.
        MathEx.setSeed(options.seed());
        boolean regression = rows.classes().isEmpty();
        return switch (options.kind()) {
            case GRADIENT_BOOSTING ->
                regression ? boostedRegression() : rows.classes().size() == BINARY ? boostedBinary() : boostedClasses();
            case RANDOM_FOREST -> regression ? forestRegression() : forestClasses();
            case DECISION_TREE -> regression ? treeRegression() : treeClasses();
        };
    }

    private TrainedTrees boostedRegression() {
        var model = smile.regression.GradientTreeBoost.fit(
                frame.formula(),
                frame.data(),
                Loss.ls(),
                options.trees(),
                options.maxDepth(),
                options.maxLeaves(),
                options.leafSize(),
                options.shrinkage(),
                options.subsample());
        // Smile starts from what the loss says, and does not give it away afterwards.
        TrainedTrees trees =
                new TrainedTrees(frame.schema(), new double[] {Loss.ls().intercept(rows.target())}, Link.IDENTITY);
        for (RegressionTree tree : model.trees()) {
            trees.add(tree.root(), 0, options.shrinkage(), Learners::number);
        }
        return trees;
    }

    private smile.classification.GradientTreeBoost boosted() {
        return smile.classification.GradientTreeBoost.fit(
                frame.formula(),
                frame.data(),
                options.trees(),
                options.maxDepth(),
                options.maxLeaves(),
                options.leafSize(),
                options.shrinkage(),
                options.subsample());
    }

    /** Smile's probability is 1 / (1 + exp(−2 h)): twice its sum is our margin. */
    private TrainedTrees boostedBinary() {
        int[] labels = SmileFrame.classes(rows);
        double intercept = Loss.logistic(labels).intercept(rows.target());
        TrainedTrees trees = new TrainedTrees(frame.schema(), new double[] {2 * intercept}, Link.LOGISTIC);
        for (RegressionTree tree : boosted().trees()) {
            trees.add(tree.root(), 0, 2 * options.shrinkage(), Learners::number);
        }
        return trees;
    }

    private TrainedTrees boostedClasses() {
        TrainedTrees trees =
                new TrainedTrees(frame.schema(), new double[rows.classes().size()], Link.SOFTMAX);
        // Class by class, each with as many.
        RegressionTree[] all = boosted().trees();
        for (int t = 0; t < all.length; t++) {
            int output = t / (all.length / rows.classes().size());
            trees.add(all[t].root(), output, options.shrinkage(), Learners::number);
        }
        return trees;
    }

    private TrainedTrees forestRegression() {
        var model = smile.regression.RandomForest.fit(
                frame.formula(),
                frame.data(),
                options.trees(),
                Math.max(1, columns() / 3),
                options.maxDepth(),
                options.maxLeaves(),
                options.leafSize(),
                options.subsample(),
                seeds());
        TrainedTrees trees = new TrainedTrees(frame.schema(), new double[1], Link.IDENTITY);
        for (RegressionTree tree : model.trees()) {
            trees.add(tree.root(), 0, 1.0 / model.size(), Learners::number);
        }
        return trees;
    }

    /** Trees vote with their weights, which Smile takes from the rows that they did not see. */
    private TrainedTrees forestClasses() {
        var model = smile.classification.RandomForest.fit(
                frame.formula(),
                frame.data(),
                options.trees(),
                Math.max(1, (int) Math.sqrt(columns())),
                SplitRule.GINI,
                options.maxDepth(),
                options.maxLeaves(),
                options.leafSize(),
                options.subsample(),
                null,
                seeds());
        double all = Arrays.stream(model.models()).mapToDouble(m -> m.weight).sum();
        TrainedTrees trees =
                new TrainedTrees(frame.schema(), new double[rows.classes().size()], Link.IDENTITY);
        for (var each : model.models()) {
            trees.addForAll(each.tree.root(), each.weight / all, this::shares);
        }
        return trees;
    }

    private TrainedTrees treeRegression() {
        CART tree = RegressionTree.fit(
                frame.formula(), frame.data(), options.maxDepth(), options.maxLeaves(), options.leafSize());
        TrainedTrees trees = new TrainedTrees(frame.schema(), new double[1], Link.IDENTITY);
        trees.add(tree.root(), 0, 1, Learners::number);
        return trees;
    }

    private TrainedTrees treeClasses() {
        CART tree = DecisionTree.fit(
                frame.formula(),
                frame.data(),
                SplitRule.GINI,
                options.maxDepth(),
                options.maxLeaves(),
                options.leafSize());
        TrainedTrees trees =
                new TrainedTrees(frame.schema(), new double[rows.classes().size()], Link.IDENTITY);
        trees.addForAll(tree.root(), 1, this::shares);
        return trees;
    }

    /** One for each tree; Smile takes no notice of any below 2. */
    private LongStream seeds() {
        return new java.util.Random(options.seed()).longs(options.trees(), 2, Long.MAX_VALUE);
    }

    private int columns() {
        return rows.features()[0].length;
    }

    private static double number(LeafNode leaf) {
        return ((RegressionNode) leaf).output();
    }

    private double[] shares(LeafNode leaf) {
        return ((DecisionNode) leaf).posteriori(new double[rows.classes().size()]);
    }
}
