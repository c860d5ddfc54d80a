package io.shapservice.worker.commit;

import io.shapservice.queue.Failure;
import io.shapservice.worker.lease.HeldBatch;

/** How a batch ended here; the queue has still to be told. */
public sealed interface BatchEnd {
    HeldBatch held();

    /** Bytes that it keeps in memory. */
    long bytes();

    /**
     * @param result as it is to be stored
     * @param cpuSeconds of the compute thread
     */
    record Explained(HeldBatch held, byte[] result, double cpuSeconds) implements BatchEnd {
        @Override
        public long bytes() {
            return result.length;
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
