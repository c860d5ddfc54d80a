package io.shapservice.worker.memory;

/** Bytes of memory that count against the limit, now. */
@FunctionalInterface
public interface MemoryProbe {
    long used();
}
