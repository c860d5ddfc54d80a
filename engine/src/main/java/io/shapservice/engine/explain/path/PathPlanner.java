package io.shapservice.engine.explain.path;

import io.shapservice.engine.ensemble.EnsembleHeader;
import io.shapservice.engine.ensemble.Tree;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.ExplainOptions.Precision;
import io.shapservice.engine.explain.PathRatios;
import io.shapservice.engine.explain.QuadratureRule;
import io.shapservice.engine.rank.Ranking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Compiles an ensemble: its trees sorted by output, in batches, and the rows of lanes that they share. */
final class PathPlanner {
    /** Adding more than this many trees in float costs digits. */
    private static final int TREES_IN_A_BATCH = 32;

    /** Points of one pass; more take several passes, because a loop's state must fit in registers. */
    static final int POINTS_IN_A_PASS = 5;

    private final TreeEnsemble ensemble;
    private final Precision precision;
    private final Ranking ranking;
    private final int[] features;
    private final int[] phiRows;
    private final List<List<CompiledTree>> trees = new ArrayList<>();
    private final List<List<Tree>> sources = new ArrayList<>();
    private final double[] baseValues;
    private int buffers = 1;
    private int derived;

    PathPlanner(TreeEnsemble ensemble, Precision precision) {
        this.ensemble = ensemble;
        this.precision = precision;
        this.ranking = Ranking.of(ensemble);
        this.features = usedFeatures(ensemble);
        this.phiRows = new int[ensemble.features()];
        for (int row = 0; row < features.length; row++) {
            phiRows[features[row]] = row;
        }
        this.baseValues = new double[ensemble.outputs()];
        for (int k = 0; k < baseValues.length; k++) {
            baseValues[k] = ensemble.baseMargin(k);
            trees.add(new ArrayList<>());
            sources.add(new ArrayList<>());
        }
    }

    private static int[] usedFeatures(TreeEnsemble ensemble) {
        BitSet used = new BitSet(ensemble.features());
        for (int t = 0; t < ensemble.trees(); t++) {
            Tree tree = ensemble.tree(t);
            for (int node = 0; node < tree.nodes(); node++) {
                if (!tree.isLeaf(node)) {
                    used.set(tree.feature(node));
                }
            }
        }
        return used.stream().toArray();
    }

    PathPlan plan() {
        for (int t = 0; t < ensemble.trees(); t++) {
            add(t, ensemble.tree(t));
        }
        List<OutputPlan> outputs = new ArrayList<>();
        for (int k = 0; k < baseValues.length; k++) {
            outputs.add(output(trees.get(k), sources.get(k)));
        }
        return new PathPlan(ranking, List.copyOf(outputs), features, buffers, derived, baseValues);
    }

    private void add(int index, Tree tree) {
        PathRatios ratios = new PathRatios(tree);
        int output = ensemble.treeOutput(index);
        int first = output == EnsembleHeader.ALL_OUTPUTS ? 0 : output;
        for (int k = 0; k < tree.width(); k++) {
            baseValues[first + k] += ratios.expectedValue(tree, k);
        }
        if (tree.depth() == 0) {
            return;
        }
        PathCompiler compiler = new PathCompiler(tree, ranking.tree(index), ratios, phiRows, ranking.columns());
        QuadratureRule rule = QuadratureRule.forFeatures(ratios.distinctFeatures());
        int passes = (rule.points() + POINTS_IN_A_PASS - 1) / POINTS_IN_A_PASS;
        PathProgram[] programs = new PathProgram[passes];
        float[][][] floats = new float[tree.width()][precision == Precision.FLOAT ? passes : 0][];
        double[][][] doubles = new double[tree.width()][precision == Precision.DOUBLE ? passes : 0][];
        for (int pass = 0; pass < passes; pass++) {
            for (int k = 0; k < tree.width(); k++) {
                compiler.compile(part(rule.t(), pass, passes), k);
                double[] constants = compiler.constants(part(rule.w(), pass, passes));
                if (precision == Precision.FLOAT) {
                    floats[k][pass] = narrow(constants);
                } else {
                    doubles[k][pass] = constants;
                }
            }
            programs[pass] = compiler.program();
            if (pass > 0 && Arrays.equals(programs[pass].steps(), programs[pass - 1].steps())) {
                programs[pass] = programs[pass - 1];
            }
        }
        DerivedColumn[] columns = compiler.derived();
        for (int k = 0; k < tree.width(); k++) {
            trees.get(first + k).add(new CompiledTree(ranking.tree(index), columns, programs, floats[k], doubles[k]));
            sources.get(first + k).add(tree);
        }
        buffers = Math.max(buffers, compiler.buffers());
        derived = Math.max(derived, columns.length);
    }

    private static double[] part(double[] points, int pass, int passes) {
        return Arrays.copyOfRange(points, points.length * pass / passes, points.length * (pass + 1) / passes);
    }

    private static float[] narrow(double[] values) {
        float[] narrow = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            narrow[i] = (float) values[i];
        }
        return narrow;
    }

    private OutputPlan output(List<CompiledTree> of, List<Tree> from) {
        List<OutputPlan.Batch> batches = new ArrayList<>();
        for (int first = 0; first < of.size(); first += TREES_IN_A_BATCH) {
            int end = Math.min(of.size(), first + TREES_IN_A_BATCH);
            batches.add(new OutputPlan.Batch(List.copyOf(of.subList(first, end)), rows(from.subList(first, end))));
        }
        return new OutputPlan(List.copyOf(batches), rows(from));
    }

    private int[] rows(List<Tree> of) {
        BitSet rows = new BitSet(features.length);
        for (Tree tree : of) {
            for (int node = 0; node < tree.nodes(); node++) {
                if (!tree.isLeaf(node)) {
                    rows.set(phiRows[tree.feature(node)]);
                }
            }
        }
        return rows.stream().toArray();
    }
}
