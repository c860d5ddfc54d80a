package io.shapservice.worker.commit;

import io.shapservice.protocol.batch.ResultBlob;
import io.shapservice.queue.Failure;
import io.shapservice.worker.lease.HeldBatch;

/** How a batch ended here; the queue has still to be told. */
public sealed interface BatchEnd {
    HeldBatch held();

    /** Bytes that it keeps in memory. */
    long bytes();

    /** @param cpuSeconds of the compute thread */
    record Explained(HeldBatch held, ResultBlob result, double cpuSeconds) implements BatchEnd {
        @Override
        public long bytes() {
            return 8L * (result.values().length + result.prediction().length);
        }
    }

    /** It cannot be explained here. */
    record Failed(HeldBatch held, Failure failure) implements BatchEnd {
        @Override
        public long bytes() {
            return 0;
        }
    }
}
