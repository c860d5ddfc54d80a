package io.shapservice.engine.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;

/** Counts what this thread allocates, so that memory that is taken and let go is seen too. */
final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /** Reads once more when that took more than {@code most} bytes: the first reading may have loaded classes. */
    static <T> T atMost(long most, Callable<T> reading) throws Exception {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        T read = reading.call();
        if (THREADS.getCurrentThreadAllocatedBytes() - before <= most) {
            return read;
        }
        before = THREADS.getCurrentThreadAllocatedBytes();
        T again = reading.call();
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        if (allocated > most) {
            throw new AssertionError(allocated + " bytes were allocated, more than " + most);
        }
        return again;
    }
}
