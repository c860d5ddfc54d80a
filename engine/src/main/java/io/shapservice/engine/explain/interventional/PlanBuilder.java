package io.shapservice.engine.explain.interventional;

import io.shapservice.engine.background.Background;
import io.shapservice.engine.ensemble.EnsembleHeader;
import io.shapservice.engine.ensemble.Tree;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.ExplainOptions.Precision;
import io.shapservice.engine.explain.UnsupportedOptionsException;
import io.shapservice.engine.explain.interventional.BlockPlanner.Growth;
import io.shapservice.engine.explain.interventional.InterventionalPlan.Paired;
import io.shapservice.engine.explain.interventional.TableGroup.Member;
import io.shapservice.engine.explain.interventional.TableGroup.Planned;
import io.shapservice.engine.rank.LeafSearch;
import io.shapservice.engine.rank.RankedTile;
import io.shapservice.engine.rank.Ranking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Decides which trees get tables and fills them. */
final class PlanBuilder {
    private static final long MEBI = 1 << 20;

    /** Of one tree's tables: 64 MiB, and while they are filled twice as much again. */
    private static final long MAX_TREE_ELEMENTS = 8 * MEBI;

    /** Tables that are larger than they need to be take at most this share of the limit. */
    private static final int ROOMY_SHARE = 16;

    private final TreeEnsemble ensemble;
    private final Ranking ranking;
    private final Background background;
    private final InterventionalLimits limits;
    private final SumRows rows;
    /** For each tree; empty for those without tables. */
    private final List<List<Block>> blocks = new ArrayList<>();

    private final List<Planned> planned = new ArrayList<>();
    private final List<Paired> paired = new ArrayList<>();
    private long elements;

    PlanBuilder(
            TreeEnsemble ensemble,
            Ranking ranking,
            Background background,
            Precision precision,
            InterventionalLimits limits) {
        this.ensemble = ensemble;
        this.ranking = ranking;
        this.background = background;
        this.limits = limits;
        this.rows = SumRows.of(ensemble, precision == Precision.FLOAT ? 2 : 1);
    }

    InterventionalPlan build() throws UnsupportedOptionsException {
        if (!fit(Growth.ROOMY, limits.tableBytes() / ROOMY_SHARE)) {
            fit(Growth.FRUGAL, limits.tableBytes());
        }
        sortOutputs();
        checkPairs();
        checkHeap();
        RankedTile tile = ranking.newTile(background.size());
        tile.load(background.rows().values(), 0, ensemble.features(), background.size());
        Tables tables = new Tables(tile);
        return new InterventionalPlan(rows, tables.groups(), paired, tables.baseValues(), elements * Long.BYTES);
    }

    /**
     * Plans the tables of each tree for which some are left of the bytes. Does not ask how much memory there is: other blocks are other
     * roundings, and every process gives a row the same bits.
     *
     * @return whether all trees have tables
     */
    private boolean fit(Growth growth, long bytes) {
        blocks.clear();
        elements = 0;
        boolean all = true;
        for (int t = 0; t < ensemble.trees(); t++) {
            Tree tree = ensemble.tree(t);
            List<Block> own = tree.depth() == 0 ? List.of() : BlockPlanner.plan(tree, rows, growth, MAX_TREE_ELEMENTS);
            long size = own.isEmpty()
                    ? 0
                    : (long) (own.getLast().at() + own.getLast().size()) * tree.width();
            boolean fits = !own.isEmpty() && (elements + size) * Long.BYTES <= bytes;
            blocks.add(fits ? own : List.of());
            elements += fits ? size : 0;
            all &= fits || tree.depth() == 0;
        }
        return all;
    }

    private void sortOutputs() {
        for (int t = 0; t < ensemble.trees(); t++) {
            Tree tree = ensemble.tree(t);
            int output = ensemble.treeOutput(t);
            for (int k = 0; k < tree.width() && tree.depth() > 0; k++) {
                int to = output == EnsembleHeader.ALL_OUTPUTS ? k : output;
                if (blocks.get(t).isEmpty()) {
                    paired.add(new Paired(t, k, to));
                } else {
                    planned.add(new Planned(t, k, to, LeafRange.of(tree, k)));
                }
            }
        }
        planned.sort(Comparator.comparingInt(Planned::output));
    }

    private void checkPairs() throws UnsupportedOptionsException {
        if (!paired.isEmpty() && background.size() > limits.pairedRows()) {
            throw new UnsupportedOptionsException("method=interventional: trees with more than " + BlockPlanner.MAX_BITS
                    + " features on a path, or beyond " + limits.tableBytes() / MEBI
                    + " MiB of tables, take time for each background row, and so at most " + limits.pairedRows()
                    + " are allowed; this background has " + background.size()
                    + ". Use a sample or a summary of it, or method=path");
        }
    }

    private void checkHeap() throws UnsupportedOptionsException {
        long bytes = elements * Long.BYTES;
        if (bytes > limits.heapBytes()) {
            throw new UnsupportedOptionsException("method=interventional needs " + bytes / MEBI
                    + " MiB of tables for this model, more than the " + limits.heapBytes() / MEBI
                    + " MiB that they may take of the heap of "
                    + Runtime.getRuntime().maxMemory() / MEBI
                    + " MiB; give the process more memory, or use method=path");
        }
    }

    /** The work on all of the background's rows. */
    private final class Tables {
        private final RankedTile tile;
        private final double[] baseValues = new double[ensemble.outputs()];
        /** For each background row its leaf in one tree. */
        private final LeafSearch search = new LeafSearch(background.size());

        /** {@code [tree][leafIndex]} */
        private final TreeTable[][] tables = new TreeTable[ensemble.trees()][];

        Tables(RankedTile tile) {
            this.tile = tile;
            for (int k = 0; k < baseValues.length; k++) {
                baseValues[k] = ensemble.baseMargin(k);
            }
        }

        List<TableGroup> groups() {
            List<List<Planned>> split = TableGroup.split(planned);
            double[][] units = new double[ensemble.trees()][];
            for (List<Planned> group : split) {
                double unit = TableGroup.unit(group);
                for (Planned one : group) {
                    if (units[one.tree()] == null) {
                        units[one.tree()] = new double[ensemble.tree(one.tree()).width()];
                    }
                    units[one.tree()][one.leafIndex()] = unit;
                }
            }
            TableBuilder builder = new TableBuilder(
                    background.weights(),
                    rows,
                    Math.max(1, ensemble.maxDepth()),
                    new ShapleyWeights(BlockPlanner.MAX_BITS));
            for (int t = 0; t < ensemble.trees(); t++) {
                fill(t, builder, units[t]);
            }
            return split.stream().map(this::group).toList();
        }

        private void fill(int t, TableBuilder builder, double[] units) {
            Tree tree = ensemble.tree(t);
            int first = Math.max(0, ensemble.treeOutput(t));
            tile.enter(ranking.tree(t));
            if (blocks.get(t).isEmpty()) {
                addMean(t, tree, first);
                return;
            }
            var scene = new ConditionWalk.Scene(tree, ranking.tree(t), tile);
            TableBuilder.Filled filled = builder.fill(scene, blocks.get(t));
            tables[t] = new TreeTable[tree.width()];
            for (int k = 0; k < tree.width(); k++) {
                tables[t][k] = rows.perRow() == 2
                        ? TreeTable.Packed.of(filled.entries()[k], units[k])
                        : new TreeTable.Doubles(filled.entries()[k]);
                baseValues[first + k] += filled.mean()[k];
            }
        }

        private void addMean(int t, Tree tree, int first) {
            int[] leaves = search.leaves(ranking.tree(t), tile, tree.depth());
            for (int z = 0; z < background.size(); z++) {
                for (int k = 0; k < tree.width(); k++) {
                    baseValues[first + k] += background.weights()[z] * tree.leafValue(leaves[z], k);
                }
            }
        }

        private TableGroup group(List<Planned> group) {
            List<Member> members = group.stream()
                    .map(p -> new Member(p.tree(), blocks.get(p.tree()), tables[p.tree()][p.leafIndex()]))
                    .toList();
            return new TableGroup(group.getFirst().output(), TableGroup.unit(group), members);
        }

        double[] baseValues() {
            return baseValues;
        }
    }
}
