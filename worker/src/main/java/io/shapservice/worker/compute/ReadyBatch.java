package io.shapservice.worker.compute;

import io.shapservice.engine.table.Table;
import io.shapservice.worker.lease.HeldBatch;
import io.shapservice.worker.model.ServedModel;

/** A batch with everything that explaining it needs. */
public record ReadyBatch(HeldBatch held, ServedModel model, Table rows) {
    public long bytes() {
        return 8L * rows.values().length;
    }
}
