package io.shapservice.engine.model.onnx;

import io.shapservice.engine.model.ModelException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the nodes of {@code ai.onnx.ml} 1 and 3 are, which are named by tree id and node id and may come in any order: in each
 * tree, numbered in the order of the file.
 */
final class NodeIds {
    private final OpNode operator;
    private final IntList nodeIds;
    private final Map<Integer, Integer> treeOfId = new HashMap<>();
    /** For each node its tree, in order of appearance. */
    final int[] tree;
    /** All nodes, tree by tree; those of tree t begin at {@code first[t]}. */
    final int[] order;

    final int[] first;
    private final int[] number;
    private final Map<Long, Integer> numberOfId;
    /** In every tree, node i has the id i, as most converters write them: no need to look anything up. */
    private boolean dense = true;

    NodeIds(OpNode operator, IntList treeIds, IntList nodeIds) throws ModelException {
        this.operator = operator;
        this.nodeIds = nodeIds;
        int nodes = nodeIds.size();
        tree = new int[nodes];
        number = new int[nodes];
        for (int i = 0; i < nodes; i++) {
            tree[i] = treeOfId.computeIfAbsent(treeIds.get(i), id -> treeOfId.size());
        }
        first = new int[treeOfId.size() + 1];
        for (int of : tree) {
            first[of + 1]++;
        }
        for (int t = 0; t < treeOfId.size(); t++) {
            first[t + 1] += first[t];
        }
        int[] next = Arrays.copyOf(first, treeOfId.size());
        order = new int[nodes];
        for (int i = 0; i < nodes; i++) {
            number[i] = next[tree[i]] - first[tree[i]];
            order[next[tree[i]]++] = i;
            dense &= number[i] == nodeIds.get(i);
        }
        numberOfId = dense ? Map.of() : numbers();
    }

    private Map<Long, Integer> numbers() throws ModelException {
        Map<Long, Integer> numbers = new HashMap<>();
        for (int i = 0; i < tree.length; i++) {
            if (numbers.put(key(tree[i], nodeIds.get(i)), number[i]) != null) {
                throw operator.broken(place(tree[i]) + ": two nodes have the id " + nodeIds.get(i));
            }
        }
        return numbers;
    }

    private static long key(int tree, int id) {
        return (long) tree << Integer.SIZE | Integer.toUnsignedLong(id);
    }

    int trees() {
        return first.length - 1;
    }

    int nodes(int t) {
        return first[t + 1] - first[t];
    }

    String place(int t) {
        return "tree " + t;
    }

    /** Tree of an id; negative when there is none. */
    int tree(int treeId) {
        return treeOfId.getOrDefault(treeId, -1);
    }

    /** Number in tree t of the node with an id. */
    int number(int t, int id, String what) throws ModelException {
        int found = dense ? (id >= 0 && id < nodes(t) ? id : -1) : numberOfId.getOrDefault(key(t, id), -1);
        if (found < 0) {
            throw operator.broken(place(t) + ": " + what + " names node " + id + ", which does not exist");
        }
        return found;
    }
}
