package io.shapservice.engine.model.lightgbm;

import io.shapservice.engine.ensemble.Arithmetic;
import io.shapservice.engine.ensemble.CategoryBudget;
import io.shapservice.engine.ensemble.EnsembleBuilder;
import io.shapservice.engine.ensemble.EnsembleException;
import io.shapservice.engine.ensemble.EnsembleHeader;
import io.shapservice.engine.ensemble.EnsembleLimits;
import io.shapservice.engine.ensemble.FeatureCategories;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.model.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Reads the text that {@code Booster.save_model} writes (GBDT::SaveModelToString, src/boosting/gbdt_model_text.cpp), in one pass.
 * Leaf values are as they are added: shrinkage and DART's weights are in them. Of a random forest ({@code average_output}) the mean
 * over the trees is explained, which is what {@code predict} returns; LightGBM's own {@code pred_contrib} explains the sum.
 */
public final class LightgbmReader {
    private static final String UNASSIGNED =
            "The model's file has lists of categories, but does not tell whose they are"
                    + " (some columns are categories to pandas only, such as ordered ones): send their codes.";

    private final TextLines lines;
    private final EnsembleLimits limits;
    private final EnsembleBuilder trees;
    private final HeaderLines header;
    private final PandasCategories categories;

    private LightgbmReader(InputStream in, EnsembleLimits limits) {
        lines = new TextLines(in, limits.arrayEntries());
        this.limits = limits;
        header = new HeaderLines(limits.features());
        trees = new EnsembleBuilder(limits);
        categories = new PandasCategories(new CategoryBudget(limits));
    }

    public static TreeEnsemble read(InputStream in, EnsembleLimits limits) throws IOException, ModelException {
        LightgbmReader reader = new LightgbmReader(in, limits);
        reader.document();
        return reader.ensemble();
    }

    private void document() throws IOException, ModelException {
        if (!lines.next() || !lines.key().equals("tree")) {
            throw lines.broken("not a text model of LightGBM, which begins with the line 'tree'");
        }
        boolean more = lines.next();
        while (more && !lines.key().equals("Tree") && !endsTrees()) {
            header.read(lines);
            more = lines.next();
        }
        header.check(lines);
        while (more && lines.key().equals("Tree")) {
            more = tree();
        }
        lines.within("");
        if (!more || !endsTrees()) {
            throw lines.broken("the file ends in the middle: there is no 'end of trees'");
        }
        rest();
    }

    /** The lines that may follow the last tree; before version v3 there was no {@code end of trees}. */
    private boolean endsTrees() {
        return switch (lines.key()) {
            case "end of trees", "feature importances:", "feature_importances:", "parameters:" -> true;
            default -> false;
        };
    }

    /** @return whether a line follows the tree; the cursor stands on it */
    private boolean tree() throws IOException, ModelException {
        lines.within("tree " + trees.trees());
        TreeLines tree = new TreeLines();
        boolean more = lines.next();
        while (more && !lines.key().equals("Tree") && !endsTrees()) {
            tree.read(lines);
            more = lines.next();
        }
        if (!more) {
            throw lines.broken("the file ends in the middle of a tree");
        }
        try {
            trees.add(tree.toSource(lines));
        } catch (EnsembleException e) {
            throw lines.brokenPart(e);
        }
        return true;
    }

    private void rest() throws IOException, ModelException {
        boolean inParameters = lines.key().equals("parameters:");
        while (lines.next()) {
            switch (lines.key()) {
                case "parameters:" -> inParameters = true;
                case "end of parameters" -> inParameters = false;
                case "Tree" -> throw lines.broken("a tree after 'end of trees'");
                default -> categories();
            }
        }
        if (inParameters) {
            throw lines.broken("the file ends in the middle: there is no 'end of parameters'");
        }
    }

    private void categories() throws IOException, ModelException {
        if (lines.key().startsWith(PandasCategories.KEY)) {
            categories.read(lines);
        } else if (lines.key().startsWith(PandasCategories.FEATURES_KEY)) {
            categories.readFeatures(lines.key() + lines.text());
        }
    }

    private TreeEnsemble withCategories(TreeEnsemble model) {
        Map<Integer, FeatureCategories> ofFeature = categories.ofFeature(model.largestCategories(), model.features());
        return model.withCategories(ofFeature, !categories.isEmpty() && ofFeature.isEmpty() ? UNASSIGNED : "");
    }

    private TreeEnsemble ensemble() throws ModelException {
        int outputs = header.outputs();
        try {
            limits.check("outputs", outputs, limits.outputs());
        } catch (EnsembleException e) {
            throw new ModelException("num_tree_per_iteration: " + e.getMessage(), e);
        }
        int count = trees.trees();
        if (header.treeCount() >= 0 && count != header.treeCount()) {
            throw new ModelException(
                    "tree_sizes: " + header.treeCount() + " trees are announced, the file has " + count);
        }
        if (count % outputs != 0) {
            throw new ModelException(
                    "num_tree_per_iteration: " + count + " trees are not a multiple of " + outputs + " per iteration");
        }
        int[] of = new int[count];
        Arrays.setAll(of, t -> t % outputs);
        double[] weights = new double[header.averaged() ? count : 0];
        Arrays.fill(weights, (double) outputs / Math.max(count, 1));
        try {
            return withCategories(trees.build(new EnsembleHeader(
                    header.features(),
                    header.featureNames(),
                    outputs,
                    List.of(),
                    of,
                    weights,
                    new double[outputs],
                    Objective.link(header.objective()),
                    Arithmetic.LIGHTGBM,
                    "LightGBM " + header.version())));
        } catch (EnsembleException e) {
            throw new ModelException("the model: " + e.getMessage(), e);
        }
    }
}
