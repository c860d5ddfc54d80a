package io.shapservice.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shapservice.redis.Outcome;
import io.shapservice.redis.RedisGateway;
import io.shapservice.redis.RedisSettings;
import io.shapservice.redis.Reply;
import io.shapservice.redis.Traffic;
import io.shapservice.redisserver.RedisServer;
import io.shapservice.redisserver.RedisServerOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisBlobStoreTest extends BlobStoreContract {
    private static RedisServer server;
    private static RedisGateway gateway;
    private RedisBlobStore store;

    @BeforeAll
    static void start() {
        server = RedisServer.start(RedisServerOptions.inMemory());
        gateway = RedisGateway.open(
                RedisSettings.of(server.url()).withTimeout(Duration.ofSeconds(30)),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!gateway.health().connected() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    @AfterAll
    static void stop() {
        gateway.close();
        server.close();
    }

    @BeforeEach
    void empty() {
        gateway.command(Traffic.PAYLOAD, "FLUSHALL", List.of(), Reply::text);
        store = new RedisBlobStore(gateway);
    }

    @Override
    BlobStore store() {
        return store;
    }

    @Override
    void damage(BlobKey key) {
        command("SETRANGE", "blob:" + key.path(), Integer.toString(BlobHead.BYTES), "?");
    }

    @Override
    void outlive(BlobKey key, Duration ttl) {
        String name = "blob:" + key.path();
        long left = command("PTTL", name);
        long rest = left - ttl.toMillis();
        if (rest > 0) {
            command("PEXPIRE", name, Long.toString(rest));
        } else {
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (command("EXISTS", name) == 1 && System.nanoTime() < deadline) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    @Override
    long leftovers() {
        return command("DBSIZE");
    }

    @Test
    void aBlobWithoutOneOfItsChunksIsAnErrorAndNeverHandedOut() {
        BlobKey key = BlobKey.input("torn", 0);
        store.put(key, new byte[2 * RedisBlobStore.CHUNK], Duration.ZERO);
        command("UNLINK", "blob:" + key.path() + "#1");

        assertThat(store.get(key))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.detail()).contains("chunk 1 of 2 is missing"));
    }

    @Test
    void withoutRedisEveryCallIsATypedFailure() {
        try (RedisServer gone = RedisServer.start(RedisServerOptions.inMemory());
                RedisGateway cut = RedisGateway.open(
                        RedisSettings.of(gone.url()).withTimeout(Duration.ofMillis(500)),
                        new SimpleMeterRegistry(),
                        Clock.systemUTC())) {
            gone.kill();
            BlobStore lost = new RedisBlobStore(cut);
            BlobKey key = BlobKey.input("j", 0);

            assertThat(lost.put(key, text("x"), Duration.ZERO)).isInstanceOf(Outcome.Failed.class);
            assertThat(lost.get(key)).isInstanceOf(Outcome.Failed.class);
            assertThat(lost.keep(key, Duration.ofHours(1))).isInstanceOf(Outcome.Failed.class);
            assertThat(lost.delete(key)).isInstanceOf(Outcome.Failed.class);
        }
    }

    private static long command(String name, String... args) {
        Outcome<Long> outcome = gateway.command(
                Traffic.PAYLOAD,
                name,
                java.util.Arrays.stream(args).map(BlobStoreContract::text).toList(),
                Reply::whole);
        return switch (outcome) {
            case Outcome.Ok<Long>(Long value) -> value;
            case Outcome.Failed<Long> failed -> throw new AssertionError(failed.toString());
        };
    }
}
