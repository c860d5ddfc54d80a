package io.shapservice.worker.memory;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * How full the heap is of what is needed: the part of its old generation that the last collection could not free. What is merely in
 * use says nothing, since garbage stays until room is needed; and the resident figure never shows a heap that is about to be
 * exhausted, since it stops at the heap's size.
 */
public final class LiveHeap implements DoubleSupplier {
    private final List<MemoryPoolMXBean> old;

    private LiveHeap(List<MemoryPoolMXBean> old) {
        this.old = old;
    }

    public static LiveHeap ofThisProcess() {
        return new LiveHeap(ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
                .toList());
    }

    /** From 0 to 1; 0 before there was a collection. */
    @Override
    public double getAsDouble() {
        return old.stream().mapToDouble(LiveHeap::share).max().orElse(0);
    }

    private static double share(MemoryPoolMXBean pool) {
        MemoryUsage left = pool.getCollectionUsage();
        long most = pool.getUsage().getMax();
        return left == null || most <= 0 ? 0 : (double) left.getUsed() / most;
    }
}
