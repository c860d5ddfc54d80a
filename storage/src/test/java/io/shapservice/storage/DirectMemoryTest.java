package io.shapservice.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.util.internal.PlatformDependent;
import io.shapservice.redis.Outcome;
import io.shapservice.redis.RedisGateway;
import io.shapservice.redis.RedisSettings;
import io.shapservice.redisserver.RedisServer;
import io.shapservice.redisserver.RedisServerOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Buffers of the driver lie outside the heap, where a worker has room for 24 MiB and no collector helps. */
class DirectMemoryTest {
    private static final long BOUND = 16 << 20;
    private static final int BLOBS = 12;

    @Test
    void manyLargeBlobsAtTheSameTimePassThroughFewDirectBuffers() throws Exception {
        long before = PlatformDependent.usedDirectMemory();
        assertThat(before).isNotNegative();
        try (RedisServer server = RedisServer.start(RedisServerOptions.inMemory());
                RedisGateway gateway = RedisGateway.open(
                        RedisSettings.of(server.url()).withTimeout(Duration.ofSeconds(60)),
                        new SimpleMeterRegistry(),
                        Clock.systemUTC());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            RedisBlobStore store = new RedisBlobStore(gateway);
            List<Future<Long>> peaks = new ArrayList<>();
            for (int i = 0; i < BLOBS; i++) {
                BlobKey key = BlobKey.input("j", i);
                peaks.add(threads.submit(() -> roundTrip(store, key)));
            }
            long peak = 0;
            for (Future<Long> each : peaks) {
                peak = Math.max(peak, each.get());
            }
            assertThat(peak - before).isLessThan(BOUND);
        }
    }

    /** The direct memory in use after writing a blob, or after reading it back. */
    private static long roundTrip(RedisBlobStore store, BlobKey key) {
        byte[] bytes = new byte[4 << 20];
        assertThat(store.put(key, bytes, Duration.ofHours(1))).isInstanceOf(Outcome.Ok.class);
        long peak = PlatformDependent.usedDirectMemory();
        assertThat(store.get(key)).isInstanceOf(Outcome.Ok.class);
        return Math.max(peak, PlatformDependent.usedDirectMemory());
    }
}
