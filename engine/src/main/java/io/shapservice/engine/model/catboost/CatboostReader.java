package io.shapservice.engine.model.catboost;

import io.shapservice.engine.ensemble.Arithmetic;
import io.shapservice.engine.ensemble.EnsembleBuilder;
import io.shapservice.engine.ensemble.EnsembleException;
import io.shapservice.engine.ensemble.EnsembleHeader;
import io.shapservice.engine.ensemble.EnsembleLimits;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.model.document.DocumentCursor;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Reads what {@code save_model(…, format="json")} writes (<a
 * href="https://catboost.ai/docs/en/concepts/json-model-tutorial">tutorial</a>): oblivious trees, and those of the other growing
 * policies.
 */
public final class CatboostReader {
    private final DocumentCursor cursor;
    private final EnsembleLimits limits;
    private final FloatFeatures features = new FloatFeatures();
    private final ModelInfo info = new ModelInfo();
    private final Deque<RawTree> trees = new ArrayDeque<>();
    private String listName = "oblivious_trees";
    private long leaves;
    private double scale = 1;
    private double[] bias = {};

    private CatboostReader(DocumentCursor cursor, EnsembleLimits limits) {
        this.cursor = cursor;
        this.limits = limits;
    }

    /** @throws IOException when the document itself is broken */
    public static TreeEnsemble read(DocumentCursor cursor, EnsembleLimits limits) throws IOException, ModelException {
        CatboostReader reader = new CatboostReader(cursor, limits);
        cursor.object(reader::field);
        cursor.end();
        return reader.ensemble();
    }

    private void field(String name) throws IOException, ModelException {
        switch (name) {
            case "features_info" -> features.read(cursor);
            case "model_info" -> info.read(cursor);
            case "oblivious_trees" -> cursor.array(i -> add(ObliviousTree.read(cursor)));
            case "trees" -> {
                listName = name;
                cursor.array(i -> add(NestedTree.read(cursor)));
            }
            case "scale_and_bias" -> scaleAndBias();
            default -> cursor.skip();
        }
    }

    private void add(RawTree tree) throws ModelException {
        trees.add(tree);
        leaves += tree.leaves();
        try {
            limits.check("trees", trees.size(), limits.trees());
            limits.check("leaves", leaves, limits.leaves());
        } catch (EnsembleException e) {
            throw cursor.broken(e);
        }
    }

    /** {@code [scale, [bias per output]]}, or {@code [scale, bias]} of one output before version 1. */
    private void scaleAndBias() throws IOException, ModelException {
        cursor.array(i -> {
            switch (i) {
                case 0 -> scale = cursor.real();
                case 1 -> bias = cursor.isArray() ? cursor.reals() : new double[] {cursor.real()};
                default -> throw cursor.broken("expected a scale and a bias, found more");
            }
        });
    }

    private TreeEnsemble ensemble() throws ModelException {
        if (trees.isEmpty()) {
            throw new ModelException("oblivious_trees: there are no trees in this model");
        }
        int outputs = trees.element().width();
        int[] treeOutputs = new int[trees.size()];
        Arrays.fill(treeOutputs, outputs == 1 ? 0 : EnsembleHeader.ALL_OUTPUTS);
        double[] weights = new double[scale == 1 ? 0 : trees.size()];
        Arrays.fill(weights, scale);
        try {
            limits.check("outputs", outputs, limits.outputs());
            return built(outputs)
                    .build(new EnsembleHeader(
                            features.columns(),
                            features.names(),
                            outputs,
                            info.outputNames(outputs),
                            treeOutputs,
                            weights,
                            baseMargin(outputs),
                            info.link(),
                            Arithmetic.FLOAT_INPUT,
                            info.library()));
        } catch (EnsembleException e) {
            throw new ModelException("the model: " + e.getMessage(), e);
        }
    }

    private EnsembleBuilder built(int outputs) throws ModelException {
        EnsembleBuilder builder = new EnsembleBuilder(limits);
        while (!trees.isEmpty()) {
            String place = listName + "[" + builder.trees() + "]: ";
            RawTree tree = trees.remove();
            if (tree.width() != outputs) {
                throw new ModelException(place + tree.width() + " values a leaf, the first tree has " + outputs);
            }
            try {
                builder.add(tree.toSource(features));
            } catch (EnsembleException | ModelException e) {
                throw new ModelException(place + e.getMessage(), e);
            }
        }
        return builder;
    }

    private double[] baseMargin(int outputs) throws ModelException {
        if (bias.length == outputs) {
            return bias;
        }
        if (Arrays.stream(bias).allMatch(b -> b == 0)) {
            return new double[outputs];
        }
        throw new ModelException("scale_and_bias: " + bias.length + " biases for " + outputs + " outputs");
    }
}
