package io.shapservice.cli.explain;

import io.shapservice.engine.explain.Explainer;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.explain.Progress;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;

/** Explains a table on several threads, in pieces; a row has the same bits whatever the pieces are. */
final class ParallelExplanation {
    private static final int ROWS_PER_PIECE = 256;

    private final Explainer explainer;
    private final int threads;

    ParallelExplanation(Explainer explainer, int threads) {
        this.explainer = explainer;
        this.threads = threads;
    }

    /**
     * @param rowsDone told the number of rows explained so far
     * @throws TableException when the explainer refuses the table
     */
    Explanation explain(Table table, LongConsumer rowsDone) throws TableException, InterruptedException {
        if (table.rows() <= ROWS_PER_PIECE) {
            return explainer.explain(table, Progress.NONE);
        }
        int pieces = Math.ceilDiv(table.rows(), ROWS_PER_PIECE);
        try (var pool = Executors.newFixedThreadPool(Math.min(threads, pieces))) {
            var completions = new ExecutorCompletionService<Piece>(pool);
            for (int first = 0; first < table.rows(); first += ROWS_PER_PIECE) {
                int from = first;
                completions.submit(() -> new Piece(from, explainer.explain(rows(table, from), Progress.NONE)));
            }
            return assemble(table, completions, pieces, rowsDone, pool::shutdownNow);
        }
    }

    private record Piece(int firstRow, Explanation explanation) {}

    private static Table rows(Table table, int from) {
        int rows = Math.min(ROWS_PER_PIECE, table.rows() - from);
        int columns = table.columns();
        var values = Arrays.copyOfRange(table.values(), from * columns, (from + rows) * columns);
        return new Table(values, rows, columns, table.columnNames());
    }

    private static Explanation assemble(
            Table table, ExecutorCompletionService<Piece> completions, int pieces, LongConsumer rowsDone, Runnable stop)
            throws TableException, InterruptedException {
        Assembly assembly = null;
        try {
            for (int i = 0; i < pieces; i++) {
                var piece = completions.take().get();
                assembly = assembly == null ? Assembly.like(piece.explanation(), table.rows()) : assembly;
                assembly.add(piece.firstRow(), piece.explanation());
                rowsDone.accept(assembly.rowsDone());
            }
        } catch (ExecutionException e) {
            stop.run();
            throw cause(e);
        }
        if (assembly == null) {
            throw new CancellationException("nothing was explained");
        }
        return assembly.whole();
    }

    private static TableException cause(ExecutionException e) {
        return switch (e.getCause()) {
            case TableException table -> table;
            case RuntimeException failure -> throw failure;
            case Error error -> throw error;
            case null, default -> throw new IllegalStateException(e);
        };
    }
}
