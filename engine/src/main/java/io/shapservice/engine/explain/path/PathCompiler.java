package io.shapservice.engine.explain.path;

import io.shapservice.engine.ensemble.Tree;
import io.shapservice.engine.explain.PathRatios;
import io.shapservice.engine.rank.CodeRange;
import io.shapservice.engine.rank.Condition;
import io.shapservice.engine.rank.RankedTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns one tree into {@link PathProgram}s and their constants. Steps are in depth-first order, so the buffers of one path are all
 * that is alive: a node's buffer holds its weights until its last step, which leaves its expectations there.
 */
final class PathCompiler {
    private static final CodeRange ANYTHING = new CodeRange(0, 0, 0);

    private final Tree tree;
    private final RankedTree ranked;
    private final PathRatios ratios;
    private final int[] phiRows;
    private final int firstDerived;
    /** The splits above the node that is visited. */
    private final Deque<Condition> path = new ArrayDeque<>();

    private final List<DerivedColumn> derived = new ArrayList<>();
    private final Map<Integer, Integer> derivedColumns = new HashMap<>();
    private final IntBuilder steps = new IntBuilder();
    private final DoubleBuilder constants = new DoubleBuilder();
    private int buffers = 1;

    private double[] points = {};
    private int leafIndex;

    /**
     * @param phiRows for each feature the row of lanes that collects its values
     * @param firstDerived column of a tile from which on the tree may have its own
     */
    PathCompiler(Tree tree, RankedTree ranked, PathRatios ratios, int[] phiRows, int firstDerived) {
        this.tree = tree;
        this.ranked = ranked;
        this.ratios = ratios;
        this.phiRows = phiRows;
        this.firstDerived = firstDerived;
    }

    /** What {@link #compile} made last; the same whichever of a leaf's values is meant. */
    PathProgram program() {
        return new PathProgram(points.length, steps.toArray());
    }

    /** @param weights of the points that {@link #compile} was given last */
    double[] constants(double[] weights) {
        double[] all = constants.toArray();
        System.arraycopy(weights, 0, all, points.length, weights.length);
        return all;
    }

    /** Columns that the programs want filled when the tree is entered, from {@code firstDerived} on. */
    DerivedColumn[] derived() {
        return derived.toArray(new DerivedColumn[0]);
    }

    int buffers() {
        return buffers;
    }

    /**
     * Goes over the tree.
     *
     * @param points of the rule that this pass is for
     * @param leafIndex which of the values that each leaf holds is meant
     */
    void compile(double[] points, int leafIndex) {
        this.points = points;
        this.leafIndex = leafIndex;
        steps.clear();
        constants.clear();
        derived.clear();
        derivedColumns.clear();
        steps.add(0);
        for (double point : points) {
            constants.add(point);
        }
        for (int q = 0; q < points.length; q++) {
            constants.add(0);
        }
        visit(0, 0, 1);
    }

    /** @param free number of the first buffer that nothing on the path uses */
    private void visit(int node, int own, int free) {
        buffers = Math.max(buffers, free);
        switch (TreeShape.of(tree, node)) {
            case LEAF -> throw new IllegalStateException("leaf " + node + " is part of its parent's step");
            case PAIR -> pair(node, own);
            case TAIL -> tail(node, own);
            case BLOCK -> block(node, own);
            case STEM -> stem(node, own, free);
            case FORK -> fork(node, own, free);
        }
    }

    private void pair(int node, int own) {
        int start = begin(Steps.PAIR | flag(Steps.AGAIN, node), own);
        pairOperands(node);
        steps.end(start);
    }

    private void tail(int node, int own) {
        boolean flip = tree.isLeaf(tree.right(node));
        int pair = second(node, flip);
        int start = begin(Steps.TAIL | flag(Steps.AGAIN, node) | flag(Steps.RIGHT_AGAIN, pair), own);
        operands(node, flip, innerConstants(node, flip));
        constants.add(tree.leafValue(first(node, flip), leafIndex));
        below(node, flip, () -> pairOperands(pair));
        steps.end(start);
    }

    private void block(int node, int own) {
        boolean flip = ratios.repeats(tree.left(node)) && !ratios.repeats(tree.right(node));
        int first = first(node, flip);
        int second = second(node, flip);
        int start = begin(
                Steps.BLOCK | flag(Steps.AGAIN, node) | flag(Steps.LEFT_AGAIN, first) | flag(Steps.RIGHT_AGAIN, second),
                own);
        operands(node, flip, innerConstants(node, flip));
        below(node, !flip, () -> pairOperands(first));
        below(node, flip, () -> pairOperands(second));
        steps.end(start);
    }

    private void stem(int node, int own, int free) {
        boolean flip = tree.isLeaf(tree.right(node));
        int at = innerConstants(node, flip);
        constants.add(tree.leafValue(first(node, flip), leafIndex));
        int down = begin(Steps.DOWN_LEAF | flag(Steps.AGAIN, node), own);
        steps.add(free);
        operands(node, flip, at);
        steps.end(down);
        below(node, flip, () -> visit(second(node, flip), free, free + 1));
        up(Steps.UP_LEAF | flag(Steps.AGAIN, node), down);
    }

    private void fork(int node, int own, int free) {
        int at = innerConstants(node, false);
        int down = begin(Steps.DOWN | flag(Steps.AGAIN, node), own);
        steps.add(free);
        steps.add(free + 1);
        operands(node, false, at);
        steps.end(down);
        below(node, true, () -> visit(tree.left(node), free, free + 2));
        below(node, false, () -> visit(tree.right(node), free + 1, free + 2));
        up(Steps.UP | flag(Steps.AGAIN, node), down);
    }

    /** @param down where the step is whose operands are also this one's */
    private void up(int code, int down) {
        int start = steps.begin(code);
        steps.add(down);
        steps.end(start);
    }

    private int first(int node, boolean flip) {
        return flip ? tree.right(node) : tree.left(node);
    }

    private int second(int node, boolean flip) {
        return first(node, !flip);
    }

    private void below(int node, boolean left, Runnable child) {
        path.push(new Condition(node, left));
        child.run();
        path.pop();
    }

    private int flag(int flag, int node) {
        return ratios.repeats(node) ? flag : 0;
    }

    private int begin(int code, int own) {
        int start = steps.begin(code);
        steps.add(own);
        return start;
    }

    private void pairOperands(int node) {
        int at = constants.size();
        double left = tree.leafValue(tree.left(node), leafIndex);
        double right = tree.leafValue(tree.right(node), leafIndex);
        double share = ratios.left(node);
        constants.add(left - right);
        constants.add(-share * (left - right));
        constants.add(right + share * (left - right));
        repeatConstants(node);
        operands(node, false, at);
    }

    private int innerConstants(int node, boolean flip) {
        int at = constants.size();
        constants.add(flip ? 1 - ratios.left(node) : ratios.left(node));
        repeatConstants(node);
        return at;
    }

    private void repeatConstants(int node) {
        if (ratios.repeats(node)) {
            double b = ratios.before(node);
            for (double t : points) {
                constants.add(t / (b * (1 - t) + t));
            }
            for (double t : points) {
                double d = b * (1 - t) + t;
                constants.add(b / (d * d));
            }
        }
    }

    /** In the order in which KernelSource reads them. */
    private void operands(int node, boolean flip, int constantsAt) {
        List<Condition> earlier = ratios.repeats(node) ? earlier(node) : List.of();
        CodeRange range = earlier.isEmpty() ? ANYTHING : ranked.range(earlier).orElse(DerivedColumn.RANGE);
        boolean own = range.column() == DerivedColumn.RANGE.column();
        int column = own ? derivedColumn(node, earlier) : ranked.column(node);
        int cut = own ? DerivedColumn.CUT : ranked.cut(node);
        steps.add(column);
        steps.add(cut);
        steps.add(flip ? 1 : 0);
        steps.add(phiRows[tree.feature(node)]);
        steps.add(constantsAt);
        if (!earlier.isEmpty()) {
            steps.add(own ? column : range.column());
            steps.add(range.low());
            steps.add(range.high());
        }
    }

    private List<Condition> earlier(int node) {
        List<Condition> earlier = new ArrayList<>();
        for (Condition condition : path) {
            if (tree.feature(condition.node()) == tree.feature(node)) {
                earlier.add(condition);
            }
        }
        return earlier;
    }

    private int derivedColumn(int node, List<Condition> earlier) {
        return derivedColumns.computeIfAbsent(node, n -> {
            derived.add(new DerivedColumn(ranked, earlier, node));
            return firstDerived + derived.size() - 1;
        });
    }
}
