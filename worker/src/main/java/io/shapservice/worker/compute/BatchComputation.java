package io.shapservice.worker.compute;

import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.explain.Progress;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import io.shapservice.worker.lease.Vitals;
import io.shapservice.worker.model.ServedModel;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Explains one batch in slices, showing progress within and between them. */
final class BatchComputation {
    private final ReadyBatch batch;
    private final Vitals vitals;
    private final Supplier<SliceSize> sizes;
    private final BooleanSupplier goOn;
    private volatile int rowsDone;
    private int slices;

    /**
     * @param sizes asked before each slice
     * @param goOn asked at each progress; false stops the computation
     */
    BatchComputation(ReadyBatch batch, Vitals vitals, Supplier<SliceSize> sizes, BooleanSupplier goOn) {
        this.batch = batch;
        this.vitals = vitals;
        this.sizes = sizes;
        this.goOn = goOn;
    }

    /**
     * The batch's result as it is stored.
     *
     * @throws CancellationException when told to stop
     */
    byte[] run() throws TableException {
        Table table = batch.rows();
        SlicedResult result =
                new SlicedResult(table.rows(), slice(table, 0), batch.model().type());
        while (rowsDone < table.rows()) {
            int from = rowsDone;
            result.add(from, slice(table, from));
        }
        return result.blob();
    }

    int slices() {
        return slices;
    }

    /** Seconds until the batch is done at the present pace; 0 when the pace is not known. */
    double secondsLeft() {
        return batch.model().pace().seconds(batch.rows().rows() - rowsDone);
    }

    private Explanation slice(Table table, int from) throws TableException {
        ServedModel model = batch.model();
        int rows = Math.min(wantedRows(model), table.rows() - from);
        long began = System.nanoTime();
        SliceProgress progress = new SliceProgress(model.workPerRow());
        Explanation slice = model.explainer().explain(rows(table, from, rows), progress);
        progress.advanced(rows);
        model.pace().took(rows, System.nanoTime() - began);
        rowsDone = from + rows;
        slices++;
        if (!goOn.getAsBoolean()) {
            throw new CancellationException();
        }
        return slice;
    }

    private int wantedRows(ServedModel model) {
        SliceSize size = sizes.get();
        return Math.min(model.pace().rows(size.length()), size.mostRows(model.numbersPerRow()));
    }

    private static Table rows(Table table, int from, int rows) {
        if (rows == table.rows()) {
            return table;
        }
        int columns = table.columns();
        return new Table(
                Arrays.copyOfRange(table.values(), from * columns, (from + rows) * columns),
                rows,
                columns,
                table.columnNames());
    }

    /** Turns the engine's count of a call's rows into work. */
    private final class SliceProgress implements Progress {
        private final int workPerRow;
        private int seen;

        SliceProgress(int workPerRow) {
            this.workPerRow = workPerRow;
        }

        @Override
        public boolean advanced(int rows) {
            vitals.worked((long) (rows - seen) * workPerRow);
            vitals.explained(rows - seen);
            seen = rows;
            return goOn.getAsBoolean();
        }
    }
}
