package io.shapservice.engine.model.sklearn;

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

/** Reads {@code {"format": "sklearn-trees", "version": 1, …}}; the keys may stand in any order. */
public final class SklearnReader {
    private final DocumentCursor cursor;
    private final EnsembleLimits limits;
    private final HeaderFields header = new HeaderFields();
    private final KnownCategories known;
    private final Deque<TreeFields> trees = new ArrayDeque<>();
    private long leaves;

    private SklearnReader(DocumentCursor cursor, EnsembleLimits limits) {
        this.cursor = cursor;
        this.limits = limits;
        this.known = new KnownCategories(limits);
    }

    /** @throws IOException when the document itself is broken */
    public static TreeEnsemble read(DocumentCursor cursor, EnsembleLimits limits) throws IOException, ModelException {
        SklearnReader reader = new SklearnReader(cursor, limits);
        cursor.object(reader::field);
        cursor.end();
        return reader.ensemble();
    }

    private void field(String name) throws IOException, ModelException {
        switch (name) {
            case "trees" -> cursor.array(i -> tree());
            case "known_categories" -> known.read(cursor);
            case "category_names" -> known.readNames(cursor);
            default -> {
                if (!header.read(name, cursor)) {
                    cursor.skip();
                }
            }
        }
    }

    private void tree() throws IOException, ModelException {
        TreeFields tree = new TreeFields();
        tree.read(cursor);
        trees.add(tree);
        leaves += tree.leaves();
        try {
            limits.check("trees", trees.size(), limits.trees());
            limits.check("leaves", leaves, limits.leaves());
        } catch (EnsembleException e) {
            throw cursor.broken(e);
        }
    }

    private TreeEnsemble ensemble() throws ModelException {
        try {
            header.check(limits);
            int[] outputs = trees.stream().mapToInt(TreeFields::output).toArray();
            // With one output, a row of values is one number, whichever way the output is said.
            if (header.outputs() == 1) {
                Arrays.setAll(outputs, t -> Math.max(outputs[t], 0));
            }
            double[] weights = new double[trees.size()];
            Arrays.fill(weights, header.weight(trees.size()));
            TreeEnsemble model = built().build(new EnsembleHeader(
                    header.features(),
                    header.featureNames(),
                    header.outputs(),
                    header.outputNames(),
                    outputs,
                    weights,
                    header.init(),
                    header.link(),
                    header.arithmetic(),
                    header.library()));
            return model.withCategories(known.named(header.features()), "");
        } catch (EnsembleException e) {
            throw new ModelException("the model: " + e.getMessage(), e);
        }
    }

    private EnsembleBuilder built() throws ModelException {
        EnsembleBuilder builder = new EnsembleBuilder(limits);
        while (!trees.isEmpty()) {
            try {
                builder.add(trees.remove().toSource(known, header.normalizes()));
            } catch (EnsembleException e) {
                throw new ModelException("trees[" + builder.trees() + "]: " + e.getMessage(), e);
            }
        }
        return builder;
    }
}
