package io.shapservice.engine.model.lightgbm;

import io.shapservice.engine.ensemble.MissingRule;
import io.shapservice.engine.ensemble.SourceTree;
import io.shapservice.engine.model.ModelException;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;

/**
 * One {@code Tree=} section. Inner nodes have numbers from 0 and leaves their own; a child c &lt; 0 is leaf ~c. As nodes, leaves
 * follow the inner ones.
 */
final class TreeLines {
    private static final int[] NO_INTS = {};
    private static final double[] NO_NUMBERS = {};
    private static final int CATEGORICAL = 1;
    private static final int DEFAULT_LEFT = 2;
    private static final int MISSING_SHIFT = 2;
    private static final int MISSING_MASK = 3;

    private int leaves = -1;
    private int[] splitFeature = NO_INTS;
    private double[] threshold = NO_NUMBERS;
    private int[] decision = NO_INTS;
    private int[] leftChild = NO_INTS;
    private int[] rightChild = NO_INTS;
    private double[] leafValue = NO_NUMBERS;
    private double[] leafCount = NO_NUMBERS;
    private double[] internalCount = NO_NUMBERS;
    private int[] boundaries = NO_INTS;
    private int[] words = NO_INTS;

    /** Reads the present line. */
    void read(TextLines lines) throws IOException, ModelException {
        switch (lines.key()) {
            case "num_leaves" -> leaves = lines.integer();
            case "split_feature" -> splitFeature = lines.integers();
            case "threshold" -> threshold = lines.numbers();
            case "decision_type" -> decision = lines.integers();
            case "left_child" -> leftChild = lines.integers();
            case "right_child" -> rightChild = lines.integers();
            case "leaf_value" -> leafValue = lines.numbers();
            case "leaf_count" -> leafCount = lines.numbers();
            case "internal_count" -> internalCount = lines.numbers();
            case "cat_boundaries" -> boundaries = lines.integers();
            case "cat_threshold" -> words = lines.words();
            case "is_linear" -> refuseLinear(lines);
            default -> {}
        }
    }

    private static void refuseLinear(TextLines lines) throws IOException, ModelException {
        if (lines.integer() != 0) {
            throw lines.broken("is_linear=1: trees with linear models in their leaves cannot be explained;"
                    + " train with linear_tree=false");
        }
    }

    /** @param lines stands after the section */
    SourceTree toSource(TextLines lines) throws ModelException {
        if (leaves < 1) {
            throw lines.brokenPart("num_leaves is missing or below 1");
        }
        int inner = leaves - 1;
        checkLength(lines, "leaf_value", leafValue.length, leaves);
        checkLength(lines, "split_feature", splitFeature.length, inner);
        checkLength(lines, "threshold", threshold.length, inner);
        checkLength(lines, "decision_type", decision.length, inner);
        checkLength(lines, "left_child", leftChild.length, inner);
        checkLength(lines, "right_child", rightChild.length, inner);
        checkLength(lines, "internal_count", internalCount.length, inner);
        if (inner > 0) {
            checkLength(lines, "leaf_count", leafCount.length, leaves);
        }
        return source(lines, inner);
    }

    private static void checkLength(TextLines lines, String field, int actual, int expected) throws ModelException {
        if (actual != expected) {
            throw lines.brokenPart(field + " has " + actual + " entries, " + expected + " expected from num_leaves");
        }
    }

    private SourceTree source(TextLines lines, int inner) throws ModelException {
        int nodes = inner + leaves;
        int[] leafRow = new int[nodes];
        Arrays.setAll(leafRow, node -> node - inner);
        BitSet defaultLeft = new BitSet(inner);
        MissingRule[] missing = new MissingRule[nodes];
        Arrays.fill(missing, MissingRule.NONE);
        CategorySets sets = new CategorySets(lines, boundaries, words);
        int[] splits = new int[sets.isEmpty() ? 0 : nodes];
        Arrays.fill(splits, -1);
        for (int i = 0; i < inner; i++) {
            if ((decision[i] & CATEGORICAL) == 0) {
                missing[i] = missingRule(lines, i);
                defaultLeft.set(i, (decision[i] & DEFAULT_LEFT) != 0);
                continue;
            }
            // Whatever the missing type, NaN goes right here: the default direction, which is not set.
            splits[i] = sets.number(threshold[i], i);
        }
        return new SourceTree(
                children(leftChild, nodes, inner),
                children(rightChild, nodes, inner),
                Arrays.copyOf(splitFeature, nodes),
                Arrays.copyOf(threshold, nodes),
                covers(nodes, inner),
                defaultLeft,
                missing,
                splits,
                sets.all(),
                leafRow,
                leafValue,
                1,
                0);
    }

    private MissingRule missingRule(TextLines lines, int node) throws ModelException {
        return switch (decision[node] >> MISSING_SHIFT & MISSING_MASK) {
            case 0 -> MissingRule.NONE;
            case 1 -> MissingRule.ZERO_AND_NAN;
            case 2 -> MissingRule.NAN;
            default ->
                throw lines.brokenPart(
                        "decision_type of node " + node + " is " + decision[node] + ", a missing type of 3");
        };
    }

    private static int[] children(int[] of, int nodes, int inner) {
        int[] children = new int[nodes];
        Arrays.fill(children, -1);
        for (int i = 0; i < inner; i++) {
            children[i] = of[i] >= 0 ? of[i] : inner + ~of[i];
        }
        return children;
    }

    private double[] covers(int nodes, int inner) {
        double[] covers = Arrays.copyOf(internalCount, nodes);
        // Some versions leave out the count of a single leaf.
        System.arraycopy(leafCount, 0, covers, inner, Math.min(leafCount.length, leaves));
        return covers;
    }
}
