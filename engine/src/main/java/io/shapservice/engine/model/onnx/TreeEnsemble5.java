package io.shapservice.engine.model.onnx;

import io.shapservice.engine.ensemble.EnsembleLimits;
import io.shapservice.engine.model.ModelException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** TreeEnsemble of {@code ai.onnx.ml} 5: inner nodes and leaves apart, each branch with a flag that says which it leads to. */
final class TreeEnsemble5 {
    private static final String[] AGGREGATES = {"AVERAGE", "SUM", "MIN", "MAX"};

    private final OpNode node;
    private final EnsembleLimits limits;
    private final int targets;
    private final IntList feature;
    private final DoubleList modes;
    private final DoubleList splits;
    private final IntList missing;
    private final IntList[] child;
    private final IntList[] toLeaf;
    private final IntList leafTarget;
    private final DoubleList leafWeight;
    private final List<DoubleList> members;
    private final BitSet seen = new BitSet();
    /** For each node how many before it have a set. */
    private final IntList setOfNode = new IntList();

    private TreeEnsemble5(OpNode node, EnsembleLimits limits) throws ModelException {
        this.node = node;
        this.limits = limits;
        targets = node.integer("n_targets", 0);
        feature = node.ints("nodes_featureids");
        modes = node.tensor("nodes_modes");
        splits = node.tensor("nodes_splits");
        missing = node.ints("nodes_missing_value_tracks_true");
        child = new IntList[] {node.ints("nodes_truenodeids"), node.ints("nodes_falsenodeids")};
        toLeaf = new IntList[] {node.ints("nodes_trueleafs"), node.ints("nodes_falseleafs")};
        leafTarget = node.ints("leaf_targetids");
        leafWeight = node.tensor("leaf_weights");
        members = members();
        int sets = 0;
        for (int i = 0; i < modes.size(); i++) {
            setOfNode.add(sets);
            sets += NodeMode.ofCode(modes.get(i)) == NodeMode.BRANCH_MEMBER ? 1 : 0;
        }
        check();
    }

    static TreeOperator read(OpNode node, EnsembleLimits limits) throws ModelException {
        TreeEnsemble5 reader = new TreeEnsemble5(node, limits);
        IntList roots = node.ints("tree_roots");
        List<TreeDraft> trees = new ArrayList<>();
        for (int t = 0; t < roots.size(); t++) {
            trees.add(reader.tree(t, roots.get(t)));
        }
        int aggregate = node.integer("aggregate_function", 1);
        String word = aggregate >= 0 && aggregate < AGGREGATES.length ? AGGREGATES[aggregate] : "" + aggregate;
        return new TreeOperator(
                node,
                trees,
                reader.targets,
                reader.targets,
                List.of(),
                ClassicOperators.scale(node, word, trees.size()),
                new double[reader.targets],
                PostTransform.ofNumber(node).link(),
                false);
    }

    private void check() throws ModelException {
        ClassicOperators.checkOutputs(node, targets, limits);
        int nodes = feature.size();
        check("nodes_modes", modes.size(), nodes);
        check("nodes_splits", splits.size(), nodes);
        check("nodes_truenodeids", child[0].size(), nodes);
        check("nodes_falsenodeids", child[1].size(), nodes);
        check("nodes_trueleafs", toLeaf[0].size(), nodes);
        check("nodes_falseleafs", toLeaf[1].size(), nodes);
        if (missing.size() > 0) {
            check("nodes_missing_value_tracks_true", missing.size(), nodes);
        }
        if (leafTarget.size() != leafWeight.size()) {
            throw node.broken(
                    "leaf_targetids has " + leafTarget.size() + " entries, leaf_weights has " + leafWeight.size());
        }
        for (int i = 0; i < leafTarget.size(); i++) {
            if (leafTarget.get(i) < 0 || leafTarget.get(i) >= targets) {
                throw node.broken("leaf_targetids[" + i + "] is " + leafTarget.get(i) + " of " + targets);
            }
        }
    }

    private void check(String what, int actual, int expected) throws ModelException {
        if (actual != expected) {
            throw node.broken(what + " has " + actual + " entries, nodes_featureids has " + expected);
        }
    }

    /** Sets of values, each ended by NaN, for the nodes of mode BRANCH_MEMBER in their order. */
    private List<DoubleList> members() {
        List<DoubleList> sets = new ArrayList<>();
        DoubleList all = node.tensor("membership_values");
        DoubleList set = new DoubleList();
        for (int i = 0; i < all.size(); i++) {
            if (Double.isNaN(all.get(i))) {
                sets.add(set);
                set = new DoubleList();
            } else {
                set.add(all.get(i));
            }
        }
        if (set.size() > 0) {
            sets.add(set);
        }
        return sets;
    }

    private TreeDraft tree(int t, int root) throws ModelException {
        IntList inner = reached(t, root);
        int splitsOfTree = inner.size();
        TreeDraft tree = new TreeDraft(node.place() + ", tree " + t, 2 * splitsOfTree + 1);
        int[] leaf = {splitsOfTree};
        int[] split = {1};
        for (int n = 0; n < splitsOfTree; n++) {
            int i = inner.get(n);
            NodeMode mode = NodeMode.ofCode(modes.get(i));
            if (mode == null) {
                throw node.broken("nodes_modes[" + i + "] is " + modes.get(i) + ", none of ONNX's");
            }
            tree.split(n, mode, feature.get(i), splits.get(i), missing.size() > 0 && missing.get(i) != 0);
            if (mode == NodeMode.BRANCH_MEMBER) {
                tree.members(n, setOf(i));
            }
            int ifTrue = branch(tree, i, 0, split, leaf);
            tree.children(n, ifTrue, branch(tree, i, 1, split, leaf));
        }
        return tree;
    }

    /** Inner nodes of a tree, a level at a time, each once: the order in which {@link #tree} numbers them. */
    private IntList reached(int t, int root) throws ModelException {
        IntList found = new IntList();
        find(t, root, found);
        for (int n = 0; n < found.size(); n++) {
            for (int side = 0; side < 2; side++) {
                if (toLeaf[side].get(found.get(n)) == 0) {
                    find(t, child[side].get(found.get(n)), found);
                }
            }
        }
        return found;
    }

    private void find(int t, int i, IntList found) throws ModelException {
        if (i < 0 || i >= feature.size()) {
            throw node.broken("tree " + t + " names node " + i + " of " + feature.size());
        }
        if (seen.get(i)) {
            throw node.broken("tree " + t + ": node " + i + " is reached twice");
        }
        seen.set(i);
        found.add(i);
    }

    /** A leaf that two branches lead to becomes two. */
    private int branch(TreeDraft tree, int i, int side, int[] split, int[] leaf) throws ModelException {
        if (toLeaf[side].get(i) == 0) {
            return split[0]++;
        }
        int of = child[side].get(i);
        if (of < 0 || of >= leafWeight.size()) {
            throw node.broken("node " + i + " names leaf " + of + " of " + leafWeight.size());
        }
        tree.weight(leaf[0], leafTarget.get(of), leafWeight.get(of));
        return leaf[0]++;
    }

    private DoubleList setOf(int i) throws ModelException {
        int set = setOfNode.get(i);
        if (set >= members.size()) {
            throw node.broken("membership_values has " + members.size() + " sets, node " + i + " needs another");
        }
        return members.get(set);
    }
}
