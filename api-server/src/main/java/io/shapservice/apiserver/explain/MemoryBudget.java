package io.shapservice.apiserver.explain;

import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.protocol.problem.ProblemType;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory that requests may take together, so that many large ones at once are asked to come again instead of ending the process.
 * A request that is alone always fits.
 */
public final class MemoryBudget {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final long bytes;
    private final AtomicLong taken = new AtomicLong();

    public MemoryBudget(long bytes) {
        this.bytes = bytes;
    }

    /** Part of the budget, until closed. */
    public final class Share implements AutoCloseable {
        private long held;

        private Share(long first) {
            this.held = first;
        }

        /** Takes more, once more is known. */
        public void grow(long more) {
            take(more, held);
            held += more;
        }

        @Override
        public void close() {
            taken.addAndGet(-held);
            held = 0;
        }
    }

    public Share take(long first) {
        take(first, 0);
        return new Share(first);
    }

    private void take(long more, long own) {
        long before = taken.getAndAdd(more);
        if (before > own && before + more > bytes) {
            taken.addAndGet(-more);
            throw new ProblemException(
                            ProblemType.TOO_BUSY,
                            "The requests that are being answered leave no memory for one of this size: try again in a moment,"
                                    + " or submit a job.")
                    .withRetryAfter(SOON);
        }
    }
}
