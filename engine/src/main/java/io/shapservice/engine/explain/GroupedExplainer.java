package io.shapservice.engine.explain;

import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import org.jspecify.annotations.Nullable;

/** Adds up what another explainer says of the columns of each group; of interactions it adds up whole blocks. */
final class GroupedExplainer implements Explainer {
    private final Explainer columns;
    private final GroupLayout layout;

    GroupedExplainer(Explainer columns, GroupLayout layout) {
        this.columns = columns;
        this.layout = layout;
    }

    @Override
    public long costPerRow() {
        return columns.costPerRow();
    }

    @Override
    public Explanation explain(Table table, Progress progress) throws TableException {
        Explanation single = columns.explain(table, progress);
        return new Explanation(
                sums(single),
                blockSums(single),
                single.baseValues(),
                single.prediction(),
                single.rows(),
                layout.size(),
                single.outputs(),
                layout.namesFrom(single.featureNames()),
                single.outputNames(),
                single.options(),
                single.additivityMaxError());
    }

    private double[] sums(Explanation single) {
        int outputs = single.outputs();
        double[] sums = new double[single.rows() * layout.size() * outputs];
        for (int row = 0; row < single.rows(); row++) {
            for (int column = 0; column < single.features(); column++) {
                int from = (row * single.features() + column) * outputs;
                int to = (row * layout.size() + layout.target()[column]) * outputs;
                add(single.values(), from, sums, to, outputs);
            }
        }
        return sums;
    }

    private double @Nullable [] blockSums(Explanation single) {
        double[] interactions = single.interactions();
        if (interactions == null) {
            return null;
        }
        int outputs = single.outputs();
        int features = single.features();
        int size = layout.size();
        double[] sums = new double[single.rows() * size * size * outputs];
        for (int row = 0; row < single.rows(); row++) {
            for (int i = 0; i < features; i++) {
                for (int j = 0; j < features; j++) {
                    int from = ((row * features + i) * features + j) * outputs;
                    int to = ((row * size + layout.target()[i]) * size + layout.target()[j]) * outputs;
                    add(interactions, from, sums, to, outputs);
                }
            }
        }
        return sums;
    }

    private static void add(double[] from, int at, double[] to, int target, int count) {
        for (int k = 0; k < count; k++) {
            to[target + k] += from[at + k];
        }
    }
}
