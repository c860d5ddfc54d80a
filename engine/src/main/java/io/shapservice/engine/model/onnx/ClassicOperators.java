package io.shapservice.engine.model.onnx;

import io.shapservice.engine.ensemble.EnsembleLimits;
import io.shapservice.engine.ensemble.Link;
import io.shapservice.engine.model.ModelException;
import java.util.ArrayList;
import java.util.List;

/**
 * TreeEnsembleRegressor and TreeEnsembleClassifier. Where the specification is vague (two classes with one column of weights),
 * outputs are those of onnxruntime; where that contradicts itself, the model is refused.
 */
final class ClassicOperators {
    private ClassicOperators() {}

    static TreeOperator regressor(OpNode node, EnsembleLimits limits) throws ModelException {
        int targets = node.integer("n_targets", 1);
        checkOutputs(node, targets, limits);
        List<TreeDraft> trees = ClassicTrees.read(node, "target", targets, false);
        double[] base = node.numbers("base_values").toArray();
        if (base.length != 0 && base.length != targets) {
            throw node.broken(base.length + " base_values for " + targets + " targets");
        }
        return new TreeOperator(
                node,
                trees,
                targets,
                targets,
                List.of(),
                scale(node, node.text("aggregate_function", "SUM"), trees.size()),
                base.length == 0 ? new double[targets] : base,
                PostTransform.ofWord(node).link(),
                false);
    }

    static void checkOutputs(OpNode node, int outputs, EnsembleLimits limits) throws ModelException {
        if (outputs < 1 || outputs > limits.outputs()) {
            throw node.broken(outputs + " outputs; from 1 to " + limits.outputs() + " are supported");
        }
    }

    static double scale(OpNode node, String aggregate, int trees) throws ModelException {
        return switch (aggregate) {
            case "SUM" -> 1;
            case "AVERAGE" -> 1.0 / trees;
            default ->
                throw node.broken("aggregate_function " + aggregate
                        + " is not supported: SHAP values are defined here for sums and averages of trees");
        };
    }

    static TreeOperator classifier(OpNode node, EnsembleLimits limits) throws ModelException {
        List<String> classes = classes(node);
        checkOutputs(node, classes.size(), limits);
        boolean oneColumn = classes.size() == 2 && isOneValued(node.ints("class_ids"));
        List<TreeDraft> trees = ClassicTrees.read(node, "class", classes.size(), oneColumn);
        double[] base = node.numbers("base_values").toArray();
        if (oneColumn) {
            return oneColumn(node, trees, classes.get(1), base);
        }
        if (base.length != 0 && (base.length != classes.size() || classes.size() < 3)) {
            throw node.broken(base.length + " base_values for " + classes.size()
                    + " classes with weights of their own: what that means is not defined");
        }
        Link link = PostTransform.ofWord(node).link();
        return new TreeOperator(
                node,
                trees,
                classes.size(),
                classes.size(),
                classes,
                1,
                base.length == 0 ? new double[classes.size()] : base,
                link,
                link == Link.SOFTMAX || (link == Link.IDENTITY && isNeverNegative(node)));
    }

    /** One sum s for the second class; the first has 1 − s, −s or the link's complement. */
    private static TreeOperator oneColumn(OpNode node, List<TreeDraft> trees, String second, double[] base)
            throws ModelException {
        boolean ofSecond = node.ints("class_ids").get(0) == 1;
        PostTransform transform = PostTransform.ofWord(node);
        if (base.length > 1 || (ofSecond && base.length > 0)) {
            throw node.broken(base.length + " base_values for two classes with one column of weights:"
                    + " what that means is not defined");
        }
        if (!ofSecond && transform == PostTransform.SOFTMAX) {
            throw node.broken("SOFTMAX over one column of weights: what that means is not defined");
        }
        // SOFTMAX over (0, s) is LOGISTIC of s.
        Link link = transform == PostTransform.SOFTMAX ? Link.LOGISTIC : transform.link();
        return new TreeOperator(
                node,
                trees,
                1,
                2,
                List.of(second),
                1,
                base.length == 0 ? new double[1] : base,
                link,
                link == Link.LOGISTIC || isNeverNegative(node));
    }

    private static List<String> classes(OpNode node) {
        List<String> words = node.texts("classlabels_strings");
        if (!words.isEmpty()) {
            return words;
        }
        List<String> numbers = new ArrayList<>();
        IntList labels = node.ints("classlabels_int64s");
        for (int i = 0; i < labels.size(); i++) {
            numbers.add(Integer.toString(labels.get(i)));
        }
        return numbers;
    }

    private static boolean isOneValued(IntList ids) {
        for (int i = 0; i < ids.size(); i++) {
            if (ids.get(i) != ids.get(0)) {
                return false;
            }
        }
        return ids.size() > 0;
    }

    private static boolean isNeverNegative(OpNode node) {
        DoubleList weights = node.numbers("class_weights");
        for (int i = 0; i < weights.size(); i++) {
            if (weights.get(i) < 0) {
                return false;
            }
        }
        return true;
    }
}
