package io.shapservice.worker.lease;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Signs of life. Work keeps leases alive; a call to Redis that came back, even with a failure, only shows that the thread which
 * made it does not hang.
 */
public final class Vitals {
    private final AtomicLong work = new AtomicLong();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong commits = new AtomicLong();
    private final AtomicInteger working = new AtomicInteger();

    /** @param amount rows × trees, model bytes parsed, or blob bytes moved */
    public void worked(long amount) {
        work.addAndGet(amount);
    }

    public void explained(int newRows) {
        rows.addAndGet(newRows);
    }

    /** A batch has been committed. */
    public void committed() {
        commits.incrementAndGet();
    }

    public long commits() {
        return commits.get();
    }

    public void called() {
        calls.incrementAndGet();
    }

    /** A stretch of computing begins: until it is closed, only {@link #worked} counts as life. */
    public Stretch working() {
        working.incrementAndGet();
        return working::decrementAndGet;
    }

    public long work() {
        return work.get();
    }

    public long rows() {
        return rows.get();
    }

    public Signs signs() {
        return new Signs(work.get(), calls.get(), working.get() > 0);
    }

    /** @param working whether a thread is computing, and so must show work */
    public record Signs(long work, long calls, boolean working) {}

    /** A stretch of computing. */
    @FunctionalInterface
    public interface Stretch extends AutoCloseable {
        @Override
        void close();
    }
}
