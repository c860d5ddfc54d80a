package io.shapservice.smile.surrogate;

import io.shapservice.engine.ensemble.Arithmetic;
import io.shapservice.engine.ensemble.EnsembleBuilder;
import io.shapservice.engine.ensemble.EnsembleException;
import io.shapservice.engine.ensemble.EnsembleHeader;
import io.shapservice.engine.ensemble.EnsembleLimits;
import io.shapservice.engine.ensemble.SourceTree;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Trains a model of our own from a table: the predictions of one that cannot be read, or any target. */
public final class SurrogateTraining {
    private static final String LIBRARY = "Smile 2.6.0 ";

    private SurrogateTraining() {}

    /** @throws TableException also when the table has no column of that name */
    public static Surrogate train(Table table, String target, SurrogateOptions options) throws TableException {
        int column = table.columnNames().indexOf(target);
        if (column < 0) {
            throw new TableException(
                    TableException.Kind.COLUMNS, "The table has no column '" + target + "' to train for.");
        }
        return train(table, column, options);
    }

    /**
     * @param table features and target; NaN is a missing feature
     * @throws TableException for too few rows, or for values that cannot be trained on
     */
    public static Surrogate train(Table table, int targetColumn, SurrogateOptions options) throws TableException {
        if (targetColumn < 0 || targetColumn >= table.columns()) {
            throw new IllegalArgumentException("column " + targetColumn + " of " + table.columns());
        }
        TrainingRows all = TrainingRows.of(table, targetColumn, options.task());
        int[] order = shuffled(all.rows(), options.seed());
        int heldOut = Math.clamp(Math.round(all.rows() * options.heldOut()), 1, all.rows() - 1);
        TrainingRows training = all.choose(Arrays.copyOfRange(order, heldOut, order.length));
        TrainingRows testing = all.choose(Arrays.copyOf(order, heldOut));
        checkClasses(training);
        TreeEnsemble ensemble = ensemble(new Learners(options, training).train(), training, options);
        return new Surrogate(ensemble, all.classes(), FidelityMeasure.of(ensemble, testing));
    }

    /** Smile numbers the classes that it sees: a class that only held-out rows have would shift the others. */
    private static void checkClasses(TrainingRows training) throws TableException {
        for (int k = 0; k < training.classes().size(); k++) {
            double each = k;
            if (Arrays.stream(training.target()).noneMatch(target -> target == each)) {
                throw new TableException("The target is " + training.classes().get(k) + " in so few rows that none was"
                        + " left to train on: leave them out, or add more.");
            }
        }
    }

    private static int[] shuffled(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] order = new int[rows];
        for (int i = 0; i < rows; i++) {
            int at = random.nextInt(i + 1);
            order[i] = order[at];
            order[at] = i;
        }
        return order;
    }

    static TreeEnsemble ensemble(TrainedTrees trained, TrainingRows rows, SurrogateOptions options) {
        EnsembleBuilder builder = new EnsembleBuilder(EnsembleLimits.DEFAULT);
        try {
            for (SourceTree tree : trained.trees) {
                builder.add(tree);
            }
            int outputs = trained.base.length;
            return builder.build(new EnsembleHeader(
                    rows.features()[0].length,
                    rows.names(),
                    outputs,
                    outputs == rows.classes().size() ? rows.classes() : List.of(),
                    trained.outputsOfTrees(),
                    trained.weightsOfTrees(),
                    trained.base,
                    trained.link,
                    Arithmetic.DOUBLE,
                    LIBRARY + options.kind().smileName()));
        } catch (EnsembleException e) {
            // Within the options' bounds there is no such model.
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
