package io.shapservice.engine.ensemble;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Takes trees one by one as a reader streams through a file, then the rest, in whatever order the file has them. */
public final class EnsembleBuilder {
    private final EnsembleLimits limits;
    private final List<Tree> trees = new ArrayList<>();
    private long leaves;
    private long values;
    private long categories;

    public EnsembleBuilder(EnsembleLimits limits) {
        this.limits = limits;
    }

    /** Checks the tree's structure and keeps it. */
    public void add(SourceTree source) throws EnsembleException {
        limits.check("trees", trees.size() + 1L, limits.trees());
        Tree tree = TreeLayout.check(source, limits);
        leaves += tree.leaves();
        limits.check("leaves", leaves, limits.leaves());
        values += (long) tree.leaves() * tree.width();
        limits.check("values in leaves", values, limits.leafValues());
        for (CategorySplits.Split split : source.categories()) {
            categories += split.listed();
        }
        limits.check("categories", categories, limits.categories());
        trees.add(tree);
    }

    public int trees() {
        return trees.size();
    }

    /** Values that each leaf of a tree holds. */
    public int width(int tree) {
        return trees.get(tree).width();
    }

    public TreeEnsemble build(EnsembleHeader header) throws EnsembleException {
        checkShape(header);
        checkNames("feature names", header.featureNames(), header.features());
        checkNames("output names", header.outputNames(), header.outputs());
        List<Tree> weighted = new ArrayList<>(trees.size());
        for (int t = 0; t < trees.size(); t++) {
            checkTree(t, header);
            weighted.add(header.treeWeights().length == 0 ? trees.get(t) : weighted(t, header));
        }
        return new TreeEnsemble(header, weighted, leaves);
    }

    private Tree weighted(int t, EnsembleHeader header) throws EnsembleException {
        double weight = header.treeWeights()[t];
        Tree weighted = trees.get(t).weighted(weight, header.arithmetic());
        if (!weighted.hasFiniteValues()) {
            throw new EnsembleException(
                    "tree " + t + ": a leaf's value times the tree's weight " + weight + " is infinite");
        }
        return weighted;
    }

    private void checkShape(EnsembleHeader header) throws EnsembleException {
        if (trees.isEmpty()) {
            throw new EnsembleException("the model has no trees");
        }
        if (header.features() < 1 || header.outputs() < 1) {
            throw new EnsembleException(header.features() + " features and " + header.outputs() + " outputs");
        }
        limits.check("features", header.features(), limits.features());
        limits.check("outputs", header.outputs(), limits.outputs());
        checkLength("base margins", header.baseMargin().length, header.outputs());
        checkLength("trees with an output", header.treeOutputs().length, trees.size());
        if (header.treeWeights().length > 0) {
            checkLength("weights of trees", header.treeWeights().length, trees.size());
        }
        for (double margin : header.baseMargin()) {
            if (!Double.isFinite(margin)) {
                throw new EnsembleException("a base margin is " + margin);
            }
        }
    }

    private static void checkLength(String what, int actual, int expected) throws EnsembleException {
        if (actual != expected) {
            throw new EnsembleException(actual + " " + what + ", expected " + expected);
        }
    }

    private static void checkNames(String what, List<String> names, int expected) throws EnsembleException {
        if (names.isEmpty()) {
            return;
        }
        checkLength(what, names.size(), expected);
        HashSet<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new EnsembleException("two of the " + what + " are '" + name + "'");
            }
        }
    }

    private void checkTree(int t, EnsembleHeader header) throws EnsembleException {
        Tree tree = trees.get(t);
        int output = header.treeOutputs()[t];
        boolean all = output == EnsembleHeader.ALL_OUTPUTS;
        if (tree.width() != (all ? header.outputs() : 1)) {
            throw new EnsembleException(
                    "tree " + t + ": " + tree.width() + " values a leaf, but " + header.outputs() + " outputs");
        }
        if (!all && (output < 0 || output >= header.outputs())) {
            throw new EnsembleException("tree " + t + " is of output " + output + " of " + header.outputs());
        }
        for (int node = 0; node < tree.nodes(); node++) {
            if (tree.feature(node) >= header.features()) {
                throw new EnsembleException("tree " + t + " splits on feature " + tree.feature(node)
                        + ", the model has " + header.features());
            }
        }
        if (header.treeWeights().length > 0 && !Double.isFinite(header.treeWeights()[t])) {
            throw new EnsembleException("tree " + t + " has the weight " + header.treeWeights()[t]);
        }
    }
}
