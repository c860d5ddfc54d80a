package io.shapservice.local.controlplane;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Keeps the newest write requests, so that a test can say that there were none. Safe for many threads. */
public final class RequestLog {
    private static final int KEPT = 5000;

    private final Deque<WriteRequest> writes = new ArrayDeque<>();
    private long total;

    RequestLog() {}

    synchronized void record(WriteRequest write) {
        total++;
        writes.addLast(write);
        if (writes.size() > KEPT) {
            writes.removeFirst();
        }
    }

    /** The newest write requests (5000 at most), oldest first. */
    public synchronized List<WriteRequest> writes() {
        return List.copyOf(writes);
    }

    /** Write requests since the start: a mark for {@link #writesSince}. */
    public synchronized long count() {
        return total;
    }

    /** The write requests after a mark, as far as they are kept. */
    public synchronized List<WriteRequest> writesSince(long mark) {
        long skipped = Math.max(0, mark - (total - writes.size()));
        return writes.stream().skip(skipped).toList();
    }
}
