package io.shapservice.operator.desired;

import io.shapservice.crds.quantity.MemorySize;

/**
 * How a pod's memory limit is shared out inside its JVM. What is left over ({@link #reserveMiB}) is for thread stacks, the
 * garbage collector, native libraries and the malloc arenas.
 */
record JvmMemory(long heapMiB, long directMiB, long metaspaceMiB, long codeCacheMiB, long reserveMiB) {
    private static final long METASPACE = 64;
    private static final long CODE_CACHE = 48;
    private static final long LEAST_DIRECT = 24;

    /** For 512 MiB: heap 240, direct 24, metaspace 64, code cache 48, reserve 136. */
    static JvmMemory within(MemorySize limit) {
        long total = limit.mebibytes();
        long direct = Math.max(LEAST_DIRECT, total * 3 / 64);
        long reserve = total * 17 / 64;
        return new JvmMemory(total - direct - METASPACE - CODE_CACHE - reserve, direct, METASPACE, CODE_CACHE, reserve);
    }

    /** The value of {@code JAVA_TOOL_OPTIONS}. What native code has freed goes back to the system every ten seconds. */
    String toolOptions() {
        return ("-Xmx%dm -XX:MaxDirectMemorySize=%dm -XX:MaxMetaspaceSize=%dm -XX:ReservedCodeCacheSize=%dm"
                        + " -XX:+ExitOnOutOfMemoryError -XX:TrimNativeHeapInterval=10000")
                .formatted(heapMiB, directMiB, metaspaceMiB, codeCacheMiB);
    }
}
