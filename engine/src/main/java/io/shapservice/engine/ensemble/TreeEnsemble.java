package io.shapservice.engine.ensemble;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A model: trees whose leaf values add up, per output, to a margin. Immutable and checked: children are in range and each node is
 * reached once, features exist, covers, where there are any, are finite and not negative, values are finite.
 */
public final class TreeEnsemble {
    private final EnsembleHeader header;
    private final List<Tree> trees;
    private final long leaves;
    private final int maxDepth;
    private final boolean hasCovers;
    private final CategoryNames categoryNames;

    TreeEnsemble(EnsembleHeader header, List<Tree> trees, long leaves) {
        this(header, trees, leaves, new CategoryNames(header.featureNames(), Map.of(), ""));
    }

    private TreeEnsemble(EnsembleHeader header, List<Tree> trees, long leaves, CategoryNames categoryNames) {
        this.header = header;
        this.trees = List.copyOf(trees);
        this.leaves = leaves;
        this.maxDepth = trees.stream().mapToInt(Tree::depth).max().orElse(0);
        this.hasCovers = trees.stream().allMatch(Tree::hasCovers);
        this.categoryNames = categoryNames;
    }

    /** F: columns of a row. */
    public int features() {
        return header.features();
    }

    /** In column order; empty when the source has none. */
    public List<String> featureNames() {
        return header.featureNames();
    }

    /** K: numbers that a row is predicted as. */
    public int outputs() {
        return header.outputs();
    }

    /** In output order; empty when the source has none. */
    public List<String> outputNames() {
        return header.outputNames();
    }

    /** For rows that bring categories by name. */
    public CategoryNames categoryNames() {
        return categoryNames;
    }

    /**
     * The same model, which knows the names of its categories.
     *
     * @param ofFeature by column
     * @param advice for rows with a name where the file keeps none, or empty
     */
    public TreeEnsemble withCategories(Map<Integer, FeatureCategories> ofFeature, String advice) {
        return new TreeEnsemble(header, trees, leaves, new CategoryNames(featureNames(), ofFeature, advice));
    }

    /** Features that trees split on by category, in column order, with the largest code that a split lists. */
    public SortedMap<Integer, Integer> largestCategories() {
        SortedMap<Integer, Integer> largest = new TreeMap<>();
        for (Tree tree : trees) {
            for (int node = 0; node < tree.nodes(); node++) {
                if (!tree.isLeaf(node) && tree.isCategorical(node)) {
                    largest.merge(tree.feature(node), tree.categories(node).listed() - 1, Math::max);
                }
            }
        }
        return largest;
    }

    public int trees() {
        return trees.size();
    }

    public Tree tree(int index) {
        return trees.get(index);
    }

    /** The output that a tree adds to, or {@link EnsembleHeader#ALL_OUTPUTS}. */
    public int treeOutput(int index) {
        return header.treeOutputs()[index];
    }

    public long leaves() {
        return leaves;
    }

    /**
     * Whether it is known which share of the training rows each branch had. ONNX does not keep it, nor some models of CatBoost, and path-dependent SHAP values
     * are undefined without.
     */
    public boolean hasCovers() {
        return hasCovers;
    }

    /**
     * The same model with the covers that these rows give: the weight of those that reach each node. Where none do, both branches
     * count the same.
     *
     * @param rows {@code [n, F]} in the model's column order, NaN for missing
     * @param weights {@code [n]}, finite and not negative, not all 0
     */
    public TreeEnsemble withCovers(double[] rows, double[] weights) {
        if (rows.length != Math.multiplyExact(weights.length, features())) {
            throw new IllegalArgumentException(
                    rows.length + " values are not " + weights.length + " rows of " + features());
        }
        checkWeights(weights);
        List<Tree> covered = trees.stream()
                .map(tree -> tree.withCovers(rows, features(), weights, header.arithmetic()))
                .toList();
        return new TreeEnsemble(header, covered, leaves, categoryNames);
    }

    private static void checkWeights(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            if (!Double.isFinite(weight) || weight < 0) {
                throw new IllegalArgumentException("the weight of a row is " + weight);
            }
            sum += weight;
        }
        if (!(sum > 0) || !Double.isFinite(sum)) {
            throw new IllegalArgumentException("the weights of the rows add up to " + sum);
        }
    }

    /** Splits on the longest path of all trees. */
    public int maxDepth() {
        return maxDepth;
    }

    public double baseMargin(int output) {
        return header.baseMargin()[output];
    }

    public Link link() {
        return header.link();
    }

    public Arithmetic arithmetic() {
        return header.arithmetic();
    }

    /** Name and version of the source library, for people. */
    public String library() {
        return header.library();
    }

    /**
     * Margin of one row in the source library's arithmetic: the base margin, then each tree in order.
     *
     * @param rows {@code rows[offset + f]} is feature f
     * @param margin receives K numbers at {@code at}
     */
    public void margin(double[] rows, int offset, double[] margin, int at) {
        System.arraycopy(header.baseMargin(), 0, margin, at, outputs());
        Arithmetic arithmetic = header.arithmetic();
        for (int t = 0; t < header.treeOutputs().length; t++) {
            Tree tree = trees.get(t);
            int leaf = tree.leafOf(rows, offset, arithmetic);
            int output = header.treeOutputs()[t];
            int first = output == EnsembleHeader.ALL_OUTPUTS ? 0 : output;
            for (int k = 0; k < tree.width(); k++) {
                int to = at + first + k;
                margin[to] = arithmetic.sum().round(margin[to] + tree.leafValue(leaf, k));
            }
        }
    }
}
