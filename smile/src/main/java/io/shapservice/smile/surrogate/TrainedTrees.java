package io.shapservice.smile.surrogate;

import io.shapservice.engine.ensemble.EnsembleHeader;
import io.shapservice.engine.ensemble.Link;
import io.shapservice.engine.ensemble.SourceTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import smile.base.cart.LeafNode;
import smile.base.cart.Node;
import smile.data.type.StructType;

/** What a learner of Smile's gives, as trees whose weighted leaf values add up to the margin. */
final class TrainedTrees {
    final List<SourceTree> trees = new ArrayList<>();
    final List<Integer> outputs = new ArrayList<>();
    final List<Double> weights = new ArrayList<>();
    final double[] base;
    final Link link;
    private final StructType schema;

    TrainedTrees(StructType schema, double[] base, Link link) {
        this.schema = schema;
        this.base = base;
        this.link = link;
    }

    /** Leaves hold a number each, for one output. */
    void add(Node root, int output, double weight, Function<LeafNode, Double> value) {
        add(SmileTree.of(root, schema, leaf -> new double[] {value.apply(leaf)}), output, weight);
    }

    /** Leaves hold a number for each output. */
    void addForAll(Node root, double weight, Function<LeafNode, double[]> values) {
        add(SmileTree.of(root, schema, values), EnsembleHeader.ALL_OUTPUTS, weight);
    }

    private void add(SourceTree tree, int output, double weight) {
        trees.add(tree);
        outputs.add(output);
        weights.add(weight);
    }

    int[] outputsOfTrees() {
        return outputs.stream().mapToInt(Integer::intValue).toArray();
    }

    double[] weightsOfTrees() {
        double[] all = weights.stream().mapToDouble(Double::doubleValue).toArray();
        return Arrays.stream(all).allMatch(weight -> weight == 1) ? new double[0] : all;
    }
}
