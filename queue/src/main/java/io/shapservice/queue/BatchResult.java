package io.shapservice.queue;

/**
 * What a batch gave.
 *
 * @param resultKey blob with the result
 * @param sha256 of that blob
 * @param bytes its size
 * @param cpuSeconds CPU time of the compute thread
 */
public record BatchResult(String resultKey, String sha256, long bytes, double cpuSeconds) {}
