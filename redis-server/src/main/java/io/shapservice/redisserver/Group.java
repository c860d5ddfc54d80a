package io.shapservice.redisserver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Servers that are started together. */
final class Group {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Group() {}

    /** All of them, in the order given, or none. */
    static List<RedisServer> start(RedisBinary binary, List<RedisServerOptions> options) {
        List<RedisServer> started = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<RedisServer>> starting = options.stream()
                    .map(each -> threads.submit(() -> RedisServer.start(binary, each)))
                    .toList();
            for (Future<RedisServer> each : starting) {
                started.add(each.get());
            }
            return started;
        } catch (ExecutionException e) {
            started.forEach(RedisServer::close);
            throw new IllegalStateException("not all servers started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while servers started", e);
        }
    }

    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not within " + DEADLINE.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
