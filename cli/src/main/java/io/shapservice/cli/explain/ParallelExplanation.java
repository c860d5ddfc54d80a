package io.shapservice.cli.explain;

import io.shapservice.engine.explain.Explainer;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.explain.Progress;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Explains a table on several threads, in pieces that come back in row order; few of them are in memory at a time. A row has the
 * same bits whatever the pieces are.
 */
public final class ParallelExplanation {
    /** Enough pieces that all threads end at about the same time. */
    private static final int PIECES_PER_THREAD = 8;

    /** Rows that the float kernel takes at once: pieces are whole tiles. */
    private static final int TILE = 528;

    private static final int MOST_ROWS = 8 * TILE;
    /** Interaction values of wide tables take megabytes a row. */
    private static final long MOST_VALUES = 4_000_000;

    private final Explainer explainer;
    private final int threads;
    private final long valuesPerRow;

    /** @param valuesPerRow numbers that the explanation of a row consists of */
    public ParallelExplanation(Explainer explainer, int threads, long valuesPerRow) {
        this.explainer = explainer;
        this.threads = threads;
        this.valuesPerRow = valuesPerRow;
    }

    /** Takes the pieces one after the other. */
    public interface Pieces {
        void take(Explanation piece) throws IOException;
    }

    /** @throws TableException when the explainer refuses the table */
    public void explain(Table table, Pieces pieces) throws TableException, IOException, InterruptedException {
        int rows = rowsOfAPiece(table);
        if (table.rows() <= rows) {
            // To start a thread takes longer than to explain a row.
            pieces.take(explainer.explain(table, Progress.NONE));
            return;
        }
        var computed = new ArrayDeque<Future<Explanation>>();
        var pool = Executors.newFixedThreadPool(threads);
        try {
            int from = 0;
            do {
                computed.add(submit(pool, table, from, rows));
                from += rows;
                if (computed.size() > 2 * threads) {
                    pieces.take(result(computed.remove()));
                }
            } while (from < table.rows());
            while (!computed.isEmpty()) {
                pieces.take(result(computed.remove()));
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private int rowsOfAPiece(Table table) {
        long share = Math.ceilDiv(table.rows(), (long) threads * PIECES_PER_THREAD);
        long even = Math.clamp(Math.ceilDiv(share, TILE) * TILE, TILE, MOST_ROWS);
        return (int) Math.clamp(MOST_VALUES / valuesPerRow, 1, even);
    }

    private Future<Explanation> submit(ExecutorService pool, Table table, int from, int rows) {
        int count = Math.min(rows, table.rows() - from);
        int columns = table.columns();
        return pool.submit(() -> {
            var values = Arrays.copyOfRange(table.values(), from * columns, (from + count) * columns);
            return explainer.explain(new Table(values, count, columns, table.columnNames()), Progress.NONE);
        });
    }

    private static Explanation result(Future<Explanation> piece) throws TableException, InterruptedException {
        try {
            return piece.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case TableException table -> throw table;
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}
