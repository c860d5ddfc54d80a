package io.shapservice.engine.explain.interventional;

import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.ExplainOptions.Precision;
import io.shapservice.engine.explain.interventional.ConditionWalk.Scene;
import io.shapservice.engine.explain.interventional.ConditionWalk.Visitor;
import io.shapservice.engine.rank.RankedTile;
import io.shapservice.engine.rank.Ranking;

/** Adds up what the tables say of a tile's rows: the scratch of one thread. */
final class TableSums {
    private final InterventionalPlan plan;
    private final RankedTile tile;
    private final int lanes;
    private final ConditionWalk walk;
    private final Sums sums;
    private final int[] entry;
    /** {@code [group][member]} */
    private final BlockVisitor[][] visitors;

    /**
     * @param tile whose rows are meant in all calls
     * @param rows of the tile at most
     * @param lanes rows that go through a tree at once
     */
    TableSums(
            TreeEnsemble ensemble,
            Ranking ranking,
            InterventionalPlan plan,
            Precision precision,
            RankedTile tile,
            int rows,
            int lanes) {
        this.plan = plan;
        this.tile = tile;
        this.lanes = lanes;
        this.walk = new ConditionWalk(rows, Math.max(1, ensemble.maxDepth()));
        this.sums = switch (precision) {
            case FLOAT -> new PackedSums(plan.rows().count(), rows);
            case DOUBLE -> new DoubleSums(plan.rows().count(), rows);
        };
        this.entry = new int[rows + RankedTile.PADDING];
        this.visitors = plan.groups().stream()
                .map(group -> group.members().stream()
                        .map(m -> new BlockVisitor(new Scene(ensemble.tree(m.tree()), ranking.tree(m.tree()), tile), m))
                        .toArray(BlockVisitor[]::new))
                .toArray(BlockVisitor[][]::new);
    }

    /** @param from the tile's first row in the results */
    void add(Results results, int from) {
        for (int g = 0; g < visitors.length; g++) {
            for (BlockVisitor visitor : visitors[g]) {
                add(visitor);
            }
            TableGroup group = plan.groups().get(g);
            sums.flush(
                    plan.rows(),
                    tile.rows(),
                    group.unit(),
                    results.values(),
                    results.index(from, 0, group.output()),
                    results.rowStride(),
                    results.featureStride());
        }
    }

    private void add(BlockVisitor visitor) {
        tile.enter(visitor.scene.ranked());
        for (int from = 0; from < tile.rows(); from += lanes) {
            int to = Math.min(from + lanes, tile.rows());
            int end = from + RankedTile.lanes(to - from, RankedTile.VECTOR);
            visitor.begin(from, to, end);
            walk.walk(visitor.scene, from, end, visitor);
        }
    }

    private final class BlockVisitor implements Visitor {
        private final Scene scene;
        private final Block[] blocks;
        private final TreeTable table;
        private int from;
        private int to;
        private int end;
        private int next;

        BlockVisitor(Scene scene, TableGroup.Member member) {
            this.scene = scene;
            this.blocks = member.blocks().toArray(new Block[0]);
            this.table = member.table();
        }

        void begin(int first, int last, int lanes) {
            from = first;
            to = last;
            end = lanes;
            next = 0;
        }

        @Override
        public boolean stopsAt(int node) {
            return next < blocks.length && blocks[next].node() == node;
        }

        @Override
        public void arrive(int node, int[] met, int[] features, int bits) {
            Block block = blocks[next++];
            int[] numbers = met;
            for (int s = 0; s < block.splits().length; s++) {
                int split = block.splits()[s];
                int[] codes = scene.tile().codes(scene.ranked().column(split));
                append(from, end, numbers, codes, scene.ranked().cut(split), bits + s, entry);
                numbers = entry;
            }
            sums.add(table, block, numbers, from, to);
        }

        private static void append(int from, int to, int[] numbers, int[] codes, int cut, int bit, int[] result) {
            for (int i = from; i < to; i++) {
                result[i] = numbers[i] | (((codes[i] - cut) >>> 31) << bit);
            }
        }
    }
}
