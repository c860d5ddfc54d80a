package io.shapservice.engine.explain;

import io.shapservice.engine.ensemble.Arithmetic;
import io.shapservice.engine.ensemble.Arithmetic.Comparison;
import io.shapservice.engine.ensemble.Arithmetic.Width;
import io.shapservice.engine.ensemble.EnsembleBuilder;
import io.shapservice.engine.ensemble.EnsembleException;
import io.shapservice.engine.ensemble.EnsembleHeader;
import io.shapservice.engine.ensemble.EnsembleLimits;
import io.shapservice.engine.ensemble.Link;
import io.shapservice.engine.ensemble.RandomTrees;
import io.shapservice.engine.ensemble.SourceTree;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** A small random model with what an oracle needs to know of it. */
record RandomModel(
        TreeEnsemble ensemble, List<SourceTree> trees, int[] treeOutputs, double[] base, Arithmetic arithmetic) {

    /** One or three outputs, trees with vector leaves or without, paths that repeat features, either arithmetic. */
    static RandomModel next(RandomGenerator random) {
        return next(random, random.nextInt(1, 7), random.nextInt(4) == 0 ? 3 : 1, Link.IDENTITY);
    }

    static RandomModel next(RandomGenerator random, int features, int outputs, Link link) {
        Arithmetic arithmetic = new Arithmetic(
                random.nextBoolean() ? Width.FLOAT32 : Width.FLOAT64,
                random.nextBoolean() ? Comparison.LESS : Comparison.LESS_OR_EQUAL,
                random.nextBoolean() ? Width.FLOAT32 : Width.FLOAT64,
                0);
        List<SourceTree> trees = new ArrayList<>();
        int[] treeOutputs = new int[random.nextInt(1, 4)];
        double[] base = random.doubles(outputs, -1, 1).toArray();
        for (int t = 0; t < treeOutputs.length; t++) {
            boolean vector = outputs > 1 && random.nextBoolean();
            treeOutputs[t] = vector ? EnsembleHeader.ALL_OUTPUTS : random.nextInt(outputs);
            // Paths longer than there are features repeat them.
            trees.add(RandomTrees.tree(random, features, vector ? outputs : 1, random.nextInt(8)));
        }
        TreeEnsemble ensemble = build(trees, header(features, List.of(), outputs, treeOutputs, base, link, arithmetic));
        return new RandomModel(ensemble, trees, treeOutputs, base, arithmetic);
    }

    /** The same model with feature names. */
    TreeEnsemble named(List<String> names) {
        return build(trees, header(names.size(), names, base.length, treeOutputs, base, ensemble.link(), arithmetic));
    }

    private static EnsembleHeader header(
            int features,
            List<String> names,
            int outputs,
            int[] treeOutputs,
            double[] base,
            Link link,
            Arithmetic arithmetic) {
        return new EnsembleHeader(
                features, names, outputs, List.of(), treeOutputs, new double[0], base, link, arithmetic, "random");
    }

    private static TreeEnsemble build(List<SourceTree> trees, EnsembleHeader header) {
        EnsembleBuilder builder = new EnsembleBuilder(EnsembleLimits.DEFAULT);
        try {
            for (SourceTree tree : trees) {
                builder.add(tree);
            }
            return builder.build(header);
        } catch (EnsembleException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Rows with everything that a number can be: ties, NaN, infinities. */
    Table rows(RandomGenerator random, int count) {
        double[] values = new double[count * ensemble.features()];
        Arrays.setAll(values, i -> RandomTrees.value(random));
        return new Table(values, count, ensemble.features(), List.of());
    }

    /** The trees of one output, each with the value of its leaves that is meant. */
    List<Part> parts(int output) {
        List<Part> parts = new ArrayList<>();
        for (int t = 0; t < trees.size(); t++) {
            boolean all = treeOutputs[t] == EnsembleHeader.ALL_OUTPUTS;
            if (all || treeOutputs[t] == output) {
                parts.add(new Part(new BruteForce(trees.get(t), arithmetic, ensemble.features()), all ? output : 0));
            }
        }
        return parts;
    }

    /** What errors are measured by: the largest margin on the way to the prediction, at least 1. */
    double scale(double[] row, int output) {
        double scale = 1;
        double sum = base[output];
        for (Part part : parts(output)) {
            sum += part.tree().value(row, (1 << ensemble.features()) - 1, part.leafValue());
            scale = Math.max(scale, Math.abs(sum));
        }
        return scale;
    }

    record Part(BruteForce tree, int leafValue) {}
}
