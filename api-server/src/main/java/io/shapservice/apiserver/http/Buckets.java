package io.shapservice.apiserver.http;

import java.time.Duration;
import java.util.stream.LongStream;

/** Histogram buckets of latencies: from what a small sync explain takes to what a long poll takes. */
public final class Buckets {
    private static final long[] MILLIS = {1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000};

    static final Duration[] LATENCY =
            LongStream.of(MILLIS).mapToObj(Duration::ofMillis).toArray(Duration[]::new);

    private Buckets() {}

    public static Duration[] latency() {
        return LATENCY.clone();
    }
}
