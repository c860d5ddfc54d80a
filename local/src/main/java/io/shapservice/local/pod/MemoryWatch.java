package io.shapservice.local.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Quantity;
import io.shapservice.local.process.CappedLog;
import io.shapservice.local.process.ChildProcess;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Looks at a process's memory, and at the size of its log, a few times a second. A cgroup stops a process at its limit; this
 * notices a little later, and counts the main process only.
 */
final class MemoryWatch implements AutoCloseable {
    private static final long PERIOD_MILLIS = 300;
    private static final long LOG_BYTES = 8 << 20;

    private final long limitBytes;
    private final CountDownLatch closed = new CountDownLatch(1);

    private MemoryWatch(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    static MemoryWatch start(Container container, ChildProcess process, Path log, LongConsumer overLimit) {
        MemoryWatch watch = new MemoryWatch(limitOf(container));
        Thread.ofVirtual()
                .name("memory-" + container.getName())
                .start(() -> watch.run(process, new CappedLog(log, LOG_BYTES), overLimit));
        return watch;
    }

    /** {@link Long#MAX_VALUE} when the container has no limit. */
    long limitBytes() {
        return limitBytes;
    }

    private static long limitOf(Container container) {
        if (container.getResources() == null) {
            return Long.MAX_VALUE;
        }
        Map<String, Quantity> limits =
                Objects.requireNonNullElse(container.getResources().getLimits(), Map.of());
        Quantity memory = limits.get("memory");
        return memory == null ? Long.MAX_VALUE : memory.getNumericalAmount().longValue();
    }

    private void run(ChildProcess process, CappedLog log, LongConsumer overLimit) {
        try {
            while (!closed.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                log.trim();
                long used = process.residentBytes();
                if (used > limitBytes) {
                    overLimit.accept(used);
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
