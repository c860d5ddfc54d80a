package io.shapservice.engine.model.xgboost;

import io.shapservice.engine.ensemble.CategoryBudget;
import io.shapservice.engine.ensemble.CategorySplits;
import io.shapservice.engine.ensemble.EnsembleException;
import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.model.document.DocumentCursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A tree's splits on categories: node {@code categories_nodes[i]} has as members
 * {@code categories[segments[i] … segments[i] + sizes[i]]}; members go right. One-hot splits are sets of one.
 */
final class CategoryFields {
    private static final int[] NONE = {};
    private static final int CATEGORICAL = 1;
    private static final int MAX_CODE = 1 << 24;

    private int[] splitType = NONE;
    private int[] categories = NONE;
    private int[] nodes = NONE;
    private int[] segments = NONE;
    private int[] sizes = NONE;

    /** @return false when the field is not one of these */
    boolean read(String name, DocumentCursor cursor) throws IOException, ModelException {
        switch (name) {
            case "split_type" -> splitType = cursor.integers();
            case "categories" -> categories = cursor.integers();
            case "categories_nodes" -> nodes = cursor.integers();
            case "categories_segments" -> segments = cursor.integers();
            case "categories_sizes" -> sizes = cursor.integers();
            default -> {
                return false;
            }
        }
        return true;
    }

    /** @return for each node of the tree its set, or −1; empty when there are none */
    int[] splitOfNode(DocumentCursor cursor, int treeNodes) throws ModelException {
        if (splitType.length != 0 && splitType.length != treeNodes) {
            throw cursor.broken("split_type has " + splitType.length + " entries for " + treeNodes + " nodes");
        }
        int[] split = new int[nodes.length == 0 ? 0 : treeNodes];
        Arrays.fill(split, -1);
        for (int i = 0; i < nodes.length; i++) {
            if (nodes[i] < 0 || nodes[i] >= treeNodes) {
                throw cursor.broken("categories_nodes[" + i + "] is " + nodes[i] + " of " + treeNodes + " nodes");
            }
            split[nodes[i]] = i;
        }
        for (int node = 0; node < splitType.length; node++) {
            boolean listed = split.length > 0 && split[node] >= 0;
            if ((splitType[node] == CATEGORICAL) != listed) {
                throw cursor.broken("split_type[" + node + "] is " + splitType[node] + ", but categories_nodes "
                        + (listed ? "lists" : "does not list") + " the node");
            }
        }
        return split;
    }

    List<CategorySplits.Split> sets(DocumentCursor cursor, CategoryBudget budget)
            throws ModelException, EnsembleException {
        if (segments.length != nodes.length || sizes.length != nodes.length) {
            throw cursor.broken("categories_nodes, _segments and _sizes have " + nodes.length + ", " + segments.length
                    + " and " + sizes.length + " entries");
        }
        List<CategorySplits.Split> sets = new ArrayList<>(nodes.length);
        for (int i = 0; i < nodes.length; i++) {
            BitSet members = members(cursor, i, budget);
            budget.take(members.length());
            sets.add(CategorySplits.Split.membersRight(members));
        }
        return sets;
    }

    private BitSet members(DocumentCursor cursor, int i, CategoryBudget budget)
            throws ModelException, EnsembleException {
        int from = segments[i];
        if (from < 0 || sizes[i] < 0 || from > categories.length - sizes[i]) {
            throw cursor.broken(
                    "categories_segments[" + i + "] and _sizes reach outside the " + categories.length + " categories");
        }
        // Segments may overlap, so that their lengths are no measure of the file's.
        budget.take(sizes[i]);
        BitSet members = new BitSet();
        for (int c = from; c < from + sizes[i]; c++) {
            if (categories[c] < 0 || categories[c] >= MAX_CODE) {
                throw cursor.broken("categories[" + c + "] is " + categories[c]);
            }
            members.set(categories[c]);
        }
        return members;
    }
}
