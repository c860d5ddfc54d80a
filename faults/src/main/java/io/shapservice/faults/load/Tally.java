package io.shapservice.faults.load;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** What became of the jobs. Thread-safe. */
public final class Tally {
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong checked = new AtomicLong();
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();

    void accepted() {
        acknowledged.incrementAndGet();
    }

    void refusal() {
        refused.incrementAndGet();
    }

    void agreed(int count) {
        checked.incrementAndGet();
        rows.addAndGet(count);
    }

    void broken(String what) {
        violations.add(what);
    }

    /** Jobs that were answered with 202. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /** Jobs that ended and whose results were read and are the uninterrupted run's, bit for bit. */
    public long checked() {
        return checked.get();
    }

    public long rows() {
        return rows.get();
    }

    /** Submits that were answered with a refusal, and sent again. */
    public long refused() {
        return refused.get();
    }

    public List<String> violations() {
        return List.copyOf(violations);
    }
}
