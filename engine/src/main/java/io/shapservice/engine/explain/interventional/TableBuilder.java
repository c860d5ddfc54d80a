package io.shapservice.engine.explain.interventional;

import io.shapservice.engine.ensemble.Tree;
import io.shapservice.engine.explain.interventional.ConditionWalk.Scene;
import io.shapservice.engine.explain.interventional.ConditionWalk.Visitor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Fills the tables of one tree after the other from the background's rows. The scratch of one thread. */
final class TableBuilder {
    private final double[] weights;
    private final SumRows rows;
    private final ConditionWalk walk;
    private final LeafGame game;
    private final double[] weightOf = new double[1 << BlockPlanner.MAX_BITS];
    private final double[] gives = new double[BlockPlanner.MAX_BITS << BlockPlanner.MAX_BITS];

    /**
     * @param weights of the background's rows
     * @param depth splits on the longest path
     */
    TableBuilder(double[] weights, SumRows rows, int depth, ShapleyWeights shapley) {
        this.weights = weights;
        this.rows = rows;
        this.walk = new ConditionWalk(weights.length, depth);
        this.game = new LeafGame(BlockPlanner.MAX_BITS, shapley);
    }

    /** Per output of a leaf: the entries, {@code perRow} numbers for each row, and the mean over the background. */
    record Filled(double[][] entries, double[] mean) {}

    /** @param scene all of the background's rows */
    Filled fill(Scene scene, List<Block> blocks) {
        Tree tree = scene.tree();
        Block last = blocks.getLast();
        int size = Math.multiplyExact(last.at() + last.size(), rows.perRow());
        Filled filled = new Filled(new double[tree.width()][size], new double[tree.width()]);
        walk.walk(scene, 0, weights.length, new LeafVisitor(tree, blocks, filled));
        return filled;
    }

    private final class LeafVisitor implements Visitor {
        private final Tree tree;
        private final List<Block> blocks;
        private final Filled filled;
        /** Of each output's leaf values. */
        private final double[] middle;

        private int block;

        LeafVisitor(Tree tree, List<Block> blocks, Filled filled) {
            this.tree = tree;
            this.blocks = blocks;
            this.filled = filled;
            this.middle = IntStream.range(0, tree.width())
                    .mapToDouble(k -> LeafRange.of(tree, k).middle())
                    .toArray();
        }

        @Override
        public boolean stopsAt(int node) {
            return tree.isLeaf(node);
        }

        @Override
        public void arrive(int leaf, int[] met, int[] features, int bits) {
            int sets = 1 << bits;
            Arrays.fill(weightOf, 0, sets, 0);
            for (int z = 0; z < weights.length; z++) {
                weightOf[met[z]] += weights[z];
            }
            for (int k = 0; k < tree.width(); k++) {
                filled.mean()[k] += weightOf[sets - 1] * tree.leafValue(leaf, k);
            }
            game.fill(weightOf, bits, gives);
            while (block + 1 < blocks.size() && blocks.get(block + 1).node() <= leaf) {
                block++;
            }
            spread(leaf, features, bits);
        }

        /** Adds the leaf to each entry of its block. */
        private void spread(int leaf, int[] features, int bits) {
            Block in = blocks.get(block);
            int[] conditions = conditions(in, leaf, features);
            int[] to = new int[bits];
            for (int j = 0; j < bits; j++) {
                to[j] = Arrays.binarySearch(in.rows(), rows.of(features[j])) * rows.perRow() + rows.part(features[j]);
            }
            int width = in.rows().length * rows.perRow();
            int from = in.at() * rows.perRow();
            int known = (1 << in.above()) - 1;
            int opened = ((1 << bits) - 1) & ~known;
            for (int entry = 0; entry < in.entries(); entry++) {
                int met = (entry & known) | opened;
                for (int s = 0; s < conditions.length; s++) {
                    // Set in the first word: the split matters; in the second: it must send the row left.
                    int condition = conditions[s];
                    boolean left = ((entry >> (in.above() + s)) & 1) != 0;
                    met &= condition == 0 || left == (condition > 0) ? -1 : ~(1 << (Math.abs(condition) - 1));
                }
                for (int k = 0; k < tree.width(); k++) {
                    add(
                            filled.entries()[k],
                            from + entry * width,
                            to,
                            met * bits,
                            bits,
                            tree.leafValue(leaf, k) - middle[k]);
                }
            }
        }

        private void add(double[] entries, int at, int[] to, int gift, int bits, double value) {
            for (int j = 0; j < bits; j++) {
                entries[at + to[j]] += value * gives[gift + j];
            }
        }

        /** For each split of the block: 0 when it is not above the leaf, else ±(1 + its bit), positive when the leaf is on its left. */
        private int[] conditions(Block in, int leaf, int[] features) {
            int[] conditions = new int[in.splits().length];
            for (int s = 0; s < conditions.length; s++) {
                int split = in.splits()[s];
                if (leaf <= split || leaf >= end(split)) {
                    continue;
                }
                int bit = 0;
                while (features[bit] != tree.feature(split)) {
                    bit++;
                }
                conditions[s] = leaf < tree.right(split) ? 1 + bit : -1 - bit;
            }
            return conditions;
        }

        private int end(int node) {
            int n = node;
            while (!tree.isLeaf(n)) {
                n = tree.right(n);
            }
            return n + 1;
        }
    }
}
