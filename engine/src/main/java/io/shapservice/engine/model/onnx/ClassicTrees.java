package io.shapservice.engine.model.onnx;

import io.shapservice.engine.model.ModelException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Trees of TreeEnsembleRegressor and TreeEnsembleClassifier: parallel attributes with one entry per node of any tree. */
final class ClassicTrees {
    private final OpNode node;
    private final IntList feature;
    private final List<String> modes;
    private final DoubleList values;
    private final IntList missing;
    private final IntList whenTrue;
    private final IntList whenFalse;
    private final NodeIds ids;

    private ClassicTrees(OpNode node) throws ModelException {
        this.node = node;
        IntList nodeIds = node.ints("nodes_nodeids");
        feature = node.ints("nodes_featureids");
        modes = node.texts("nodes_modes");
        values = node.numbers("nodes_values");
        missing = node.ints("nodes_missing_value_tracks_true");
        whenTrue = node.ints("nodes_truenodeids");
        whenFalse = node.ints("nodes_falsenodeids");
        int nodes = nodeIds.size();
        check("nodes_treeids", node.ints("nodes_treeids").size(), nodes);
        check("nodes_featureids", feature.size(), nodes);
        check("nodes_modes", modes.size(), nodes);
        check("nodes_values", values.size(), nodes);
        check("nodes_truenodeids", whenTrue.size(), nodes);
        check("nodes_falsenodeids", whenFalse.size(), nodes);
        if (missing.size() > 0) {
            check("nodes_missing_value_tracks_true", missing.size(), nodes);
        }
        ids = new NodeIds(node, node.ints("nodes_treeids"), nodeIds);
    }

    /**
     * @param targets how many there are of what {@code weights + "_ids"} names
     * @param oneColumn all weights are for one of them, whichever it is
     */
    static List<TreeDraft> read(OpNode node, String weights, int targets, boolean oneColumn) throws ModelException {
        ClassicTrees reader = new ClassicTrees(node);
        List<TreeDraft> trees = new ArrayList<>();
        List<int[]> numbers = new ArrayList<>();
        for (int t = 0; t < reader.ids.trees(); t++) {
            int[] number = reader.rootFirst(t);
            numbers.add(number);
            TreeDraft tree = reader.tree(t, number);
            EqualityChains.join(tree);
            trees.add(tree);
        }
        reader.addWeights(weights, targets, oneColumn, trees, numbers);
        return trees;
    }

    private void check(String what, int actual, int expected) throws ModelException {
        if (actual != expected) {
            throw node.broken(what + " has " + actual + " entries, nodes_nodeids has " + expected);
        }
    }

    private NodeMode mode(int t, int i) throws ModelException {
        NodeMode mode = NodeMode.ofWord(modes.get(i));
        if (mode == null) {
            throw node.broken(ids.place(t) + ": the mode '" + modes.get(i) + "' is none of ONNX's");
        }
        return mode;
    }

    /** @return for each node of the tree its number when the root, which no branch leads to, is exchanged with node 0 */
    private int[] rootFirst(int t) throws ModelException {
        int nodes = ids.nodes(t);
        BitSet children = new BitSet(nodes);
        for (int n = 0; n < nodes; n++) {
            int i = ids.order[ids.first[t] + n];
            if (mode(t, i) != NodeMode.LEAF) {
                children.set(ids.number(t, whenTrue.get(i), "nodes_truenodeids"));
                children.set(ids.number(t, whenFalse.get(i), "nodes_falsenodeids"));
            }
        }
        int root = children.nextClearBit(0);
        if (root >= nodes) {
            throw node.broken(ids.place(t) + ": the branches go in a circle, there is no root");
        }
        int[] number = new int[nodes];
        for (int n = 0; n < nodes; n++) {
            number[n] = n;
        }
        number[root] = 0;
        number[0] = root;
        return number;
    }

    private TreeDraft tree(int t, int[] number) throws ModelException {
        TreeDraft tree = new TreeDraft(node.place() + ", " + ids.place(t), number.length);
        for (int n = 0; n < number.length; n++) {
            int i = ids.order[ids.first[t] + n];
            NodeMode mode = mode(t, i);
            if (mode != NodeMode.LEAF) {
                boolean missingTrue = missing.size() > 0 && missing.get(i) != 0;
                tree.split(number[n], mode, feature.get(i), values.get(i), missingTrue);
                tree.children(
                        number[n],
                        number[ids.number(t, whenTrue.get(i), "nodes_truenodeids")],
                        number[ids.number(t, whenFalse.get(i), "nodes_falsenodeids")]);
            }
        }
        return tree;
    }

    private void addWeights(String prefix, int targets, boolean oneColumn, List<TreeDraft> trees, List<int[]> numbers)
            throws ModelException {
        IntList treeIds = node.ints(prefix + "_treeids");
        IntList nodeIds = node.ints(prefix + "_nodeids");
        IntList targetIds = node.ints(prefix + "_ids");
        DoubleList weights = node.numbers(prefix + "_weights");
        int count = weights.size();
        if (treeIds.size() != count || nodeIds.size() != count || targetIds.size() != count) {
            throw node.broken(prefix + "_treeids, _nodeids, _ids and _weights have " + treeIds.size() + ", "
                    + nodeIds.size() + ", " + targetIds.size() + " and " + count + " entries");
        }
        for (int i = 0; i < count; i++) {
            int t = ids.tree(treeIds.get(i));
            int target = targetIds.get(i);
            if (t < 0 || target < 0 || target >= targets) {
                throw node.broken(prefix + "_ids[" + i + "] is output " + target + " of " + targets + ", of tree id "
                        + treeIds.get(i));
            }
            int number = numbers.get(t)[ids.number(t, nodeIds.get(i), prefix + "_nodeids")];
            if (trees.get(t).mode(number) != NodeMode.LEAF) {
                throw node.broken(
                        prefix + "_nodeids[" + i + "]: node " + nodeIds.get(i) + " of tree " + t + " is not a leaf");
            }
            trees.get(t).weight(number, oneColumn ? 0 : target, weights.get(i));
        }
    }
}
