package io.shapservice.engine.model.onnx;

import io.shapservice.engine.ensemble.EnsembleLimits;
import io.shapservice.engine.model.ModelException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows the values of a graph from its inputs to its outputs. Operators that leave features as they are, and those by which
 * converters turn sums of trees into predictions, are understood; any other in the way is an error that names it.
 */
final class GraphWalk {
    static final String TREES_DOMAIN = "ai.onnx.ml";

    private final Graph graph;
    private final EnsembleLimits limits;
    private final Map<String, Meaning> meanings = new HashMap<>();
    private long handled;

    GraphWalk(Graph graph, EnsembleLimits limits) {
        this.graph = graph;
        this.limits = limits;
    }

    /** @return what the graph's outputs are, before and with their link */
    Meaning.Sum walk(InputColumns columns) throws ModelException {
        for (Map.Entry<String, Tensor> constant : graph.constants.entrySet()) {
            if (constant.getValue().isNumeric()) {
                Meaning numbers =
                        new Meaning.Constant(constant.getValue().numbers().toArray());
                meanings.put(constant.getKey(), numbers);
            }
        }
        meanings.putAll(columns.meanings());
        for (OpNode node : graph.nodes) {
            visit(node);
        }
        return output();
    }

    private void visit(OpNode node) throws ModelException {
        if (node.domain().equals(TREES_DOMAIN) && node.type().startsWith("TreeEnsemble")) {
            visitTrees(node);
            return;
        }
        List<Meaning> inputs = new ArrayList<>();
        long size = 0;
        for (String name : node.inputs()) {
            Meaning meaning = meanings.get(name);
            if (meaning instanceof Meaning.Unknown) {
                define(node, meaning);
                return;
            }
            if (meaning != null) {
                inputs.add(meaning);
                size += meaning.size();
            }
        }
        take(node, size);
        Meaning result = inputs.size() == node.inputs().size() ? RowOperators.apply(node, inputs) : null;
        if (result == null && inputs.size() == node.inputs().size()) {
            result = SumOperators.apply(node, inputs);
        }
        define(node, result == null ? new Meaning.Unknown(node) : result);
    }

    /**
     * Counts columns, terms and outputs that operators hand on, before they are made: an operator that joins a value with itself
     * doubles it in a few bytes of the file.
     */
    private void take(OpNode node, long size) throws ModelException {
        handled += size;
        long most = limits.leaves() + limits.features();
        if (handled > most) {
            throw node.broken("the operators up to here hand on " + handled
                    + " columns and outputs, more than the limit of " + most);
        }
    }

    private void define(OpNode node, Meaning meaning) {
        for (String output : node.outputs()) {
            meanings.put(output, meaning);
        }
    }

    private void visitTrees(OpNode node) throws ModelException {
        Meaning input = meanings.get(node.input(0));
        if (input instanceof Meaning.Unknown unknown) {
            throw unknown.madeBy()
                    .broken("changes the features before the trees see them, so their values cannot be explained as"
                            + " they are sent; convert the model without this step and send rows as it leaves them");
        }
        if (!(input instanceof Meaning.Rows rows)) {
            throw node.broken("the trees do not take the rows, but '" + node.input(0) + "'");
        }
        TreeOperator trees = switch (node.type()) {
            case "TreeEnsembleRegressor" -> ClassicOperators.regressor(node, limits);
            case "TreeEnsembleClassifier" -> ClassicOperators.classifier(node, limits);
            case "TreeEnsemble" -> TreeEnsemble5.read(node, limits);
            default -> throw node.broken("this operator is not known");
        };
        take(node, trees.outputs());
        Meaning.Sum sum = new Meaning.Sum(
                List.of(new Meaning.Term(trees, rows, 0, trees.scale())),
                trees.base(),
                trees.link(),
                trees.columns(),
                trees.outputNames(),
                trees.shares());
        boolean classifier = node.type().endsWith("Classifier");
        for (int i = 0; i < node.outputs().size(); i++) {
            meanings.put(node.outputs().get(i), classifier && i == 0 ? new Meaning.Label() : sum);
        }
    }

    private Meaning.Sum output() throws ModelException {
        Meaning.@Nullable Sum found = null;
        OpNode stranger = null;
        for (String name : graph.outputs) {
            switch (meanings.get(name)) {
                case Meaning.Sum sum -> found = found == null ? sum : found;
                case Meaning.Part part -> found = found == null ? part.of() : found;
                case Meaning.Unknown unknown -> stranger = stranger == null ? unknown.madeBy() : stranger;
                case null, default -> {}
            }
        }
        if (found != null) {
            return found;
        }
        if (stranger != null) {
            throw stranger.broken("what this operator makes of the trees' sums is not understood; convert the trees"
                    + " alone, or their raw scores");
        }
        throw new ModelException("graph: no output is a sum of trees (" + graph.nodes.size() + " operators)");
    }
}
