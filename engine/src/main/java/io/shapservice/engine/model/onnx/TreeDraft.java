package io.shapservice.engine.model.onnx;

import io.shapservice.engine.ensemble.EnsembleException;
import io.shapservice.engine.model.ModelException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** One tree in ONNX's terms, node 0 its root: conditions with a true and a false branch, and leaves with weights for targets. */
final class TreeDraft {
    private final String place;
    private final NodeMode[] modes;
    final int[] whenTrue;
    final int[] whenFalse;
    final int[] feature;
    private final double[] value;
    private final BitSet missingTrue = new BitSet();
    private final Map<Integer, DoubleList> members = new HashMap<>();
    private final BitSet absorbed = new BitSet();
    private final IntList weightNode = new IntList();
    private final IntList weightTarget = new IntList();
    private final DoubleList weight = new DoubleList();

    /** @param place of the tree, for errors */
    TreeDraft(String place, int nodes) {
        this.place = place;
        modes = new NodeMode[nodes];
        Arrays.fill(modes, NodeMode.LEAF);
        whenTrue = new int[nodes];
        whenFalse = new int[nodes];
        feature = new int[nodes];
        value = new double[nodes];
    }

    void split(int node, NodeMode mode, int feature, double value, boolean missingTrue) {
        modes[node] = mode;
        this.feature[node] = feature;
        this.value[node] = value;
        this.missingTrue.set(node, missingTrue);
    }

    /** What {@link NodeMode#BRANCH_MEMBER} at the node compares with. */
    void members(int node, DoubleList values) {
        members.put(node, values);
    }

    /** Takes the condition of the node that the false branch leads to, and what follows that one's. */
    void absorbFalse(int node) {
        int next = whenFalse[node];
        values(node).add(value[next]);
        missingTrue.set(node, missingTrue.get(node) || missingTrue.get(next));
        whenFalse[node] = whenFalse[next];
        absorbed.set(next);
    }

    /** Whether the node is of the tree no more; nothing may lead to it a second time. */
    boolean isAbsorbed(int node) {
        return absorbed.get(node);
    }

    /** Nodes that are of the tree no more. */
    int absorbed() {
        return absorbed.cardinality();
    }

    void children(int node, int ifTrue, int ifFalse) {
        whenTrue[node] = ifTrue;
        whenFalse[node] = ifFalse;
    }

    /** Adds up with other weights of the same leaf and target. */
    void weight(int leaf, int target, double weight) {
        weightNode.add(leaf);
        weightTarget.add(target);
        this.weight.add(weight);
    }

    int nodes() {
        return modes.length;
    }

    NodeMode mode(int node) {
        return modes[node];
    }

    /** What a condition on one number compares with. */
    double value(int node) {
        return value[node];
    }

    /** What a condition by value compares with. */
    DoubleList values(int node) {
        return members.computeIfAbsent(node, of -> DoubleList.of(value[of]));
    }

    /** Whether NaN takes the true branch. NaN is not equal to anything. */
    boolean missingTrue(int node) {
        return missingTrue.get(node) || modes[node] == NodeMode.BRANCH_NEQ;
    }

    /** The only target of the leaves' weights, or −1 when they have several. */
    int onlyTarget() {
        int only = weightTarget.size() == 0 ? 0 : weightTarget.get(0);
        for (int i = 0; i < weightTarget.size(); i++) {
            if (weightTarget.get(i) != only) {
                return -1;
            }
        }
        return only;
    }

    int largestFeature() {
        int largest = -1;
        for (int node = 0; node < modes.length; node++) {
            largest = modes[node] == NodeMode.LEAF ? largest : Math.max(largest, feature[node]);
        }
        return largest;
    }

    /**
     * @param rowOf for each node its leaf's row
     * @param width 1 for the {@link #onlyTarget}, else that of a row of values
     * @param first place in a row of target 0
     * @return {@code [rows, width]}
     */
    double[] leafValues(int[] rowOf, int rows, int width, int first) {
        double[] values = new double[Math.multiplyExact(rows, width)];
        for (int i = 0; i < weight.size(); i++) {
            int target = width == 1 ? 0 : first + weightTarget.get(i);
            values[rowOf[weightNode.get(i)] * width + target] += weight.get(i);
        }
        return values;
    }

    ModelException broken(int node, String what) {
        return new ModelException(place + ", node " + node + ": " + what);
    }

    ModelException broken(String what) {
        return new ModelException(place + ": " + what);
    }

    ModelException broken(EnsembleException cause) {
        return new ModelException(place + ": " + cause.getMessage(), cause);
    }
}
