package io.shapservice.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One place for a connection, kept filled: a thread of its own makes the connection again whenever it is lost. */
final class Link implements AutoCloseable {
    private static final Duration FIRST_DELAY = Duration.ofMillis(100);
    /** Short, so that a service is back within seconds of its Redis; a fleet of tens spread over it is no storm. */
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(2);

    private static final Duration STABLE = Duration.ofSeconds(1);
    private static final long NEVER = Long.MIN_VALUE;

    private final Connector connector;
    private final RandomGenerator random;
    private final Thread thread;
    private final CompletableFuture<Void> firstAttempt = new CompletableFuture<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong timingOutSince = new AtomicLong(NEVER);
    private volatile @Nullable StatefulRedisConnection<byte[], byte[]> connection;
    private volatile CompletableFuture<Void> lost = new CompletableFuture<>();
    private volatile String lastFailure = "not connected yet";
    private volatile boolean closed;

    Link(String name, Connector connector, RandomGenerator random) {
        this.connector = connector;
        this.random = random;
        thread = Thread.ofVirtual().name(name).unstarted(this::keepConnected);
    }

    void start() {
        thread.start();
    }

    /** Waits until a connection is made or the first attempt has failed. */
    void awaitFirstAttempt(Duration atMost) {
        try {
            firstAttempt.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // Later attempts go on in the background.
        }
    }

    Optional<StatefulRedisConnection<byte[], byte[]>> connection() {
        StatefulRedisConnection<byte[], byte[]> current = connection;
        return current != null && current.isOpen() ? Optional.of(current) : Optional.empty();
    }

    boolean open() {
        return connection().isPresent();
    }

    int reconnects() {
        return Math.max(0, connections.get() - 1);
    }

    String lastFailure() {
        return lastFailure;
    }

    int pending() {
        return pending.get();
    }

    void sent() {
        pending.incrementAndGet();
    }

    /** @param silent the call ended without a word from the server */
    void ended(boolean silent, long nanoTime) {
        pending.decrementAndGet();
        if (silent) {
            timingOutSince.compareAndSet(NEVER, nanoTime);
        } else {
            timingOutSince.set(NEVER);
        }
    }

    /** Drops a connection on which nothing has been answered for so long: it may be dead without the socket knowing. */
    void rebuildIfSilent(Duration atLeast, long nanoTime) {
        long since = timingOutSince.get();
        if (since != NEVER && nanoTime - since >= atLeast.toNanos() && timingOutSince.compareAndSet(since, NEVER)) {
            lastFailure = "no answer for " + atLeast.toSeconds() + " s, connecting again";
            lost.complete(null);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        lost.complete(null);
    }

    private void keepConnected() {
        int failures = 0;
        while (!closed) {
            try {
                failures = holdOne() ? 0 : failures + 1;
                Thread.sleep(delay(failures));
            } catch (InterruptedException e) {
                // Only close interrupts.
                return;
            }
        }
    }

    /** Makes a connection and stays until it is lost; whether it lasted. */
    private boolean holdOne() throws InterruptedException {
        CompletableFuture<StatefulRedisConnection<byte[], byte[]>> attempt = connector.connect();
        StatefulRedisConnection<byte[], byte[]> made;
        try {
            made = attempt.get(Connector.connectTimeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            var _ = attempt.whenComplete((late, _) -> closeQuietly(late));
            lastFailure = FailureKinds.reason(e);
            firstAttempt.complete(null);
            return false;
        }
        lastFailure = "the connection was lost";
        long since = System.nanoTime();
        try {
            hold(made);
        } finally {
            connection = null;
            closeQuietly(made);
        }
        return System.nanoTime() - since >= STABLE.toNanos();
    }

    private void hold(StatefulRedisConnection<byte[], byte[]> made) throws InterruptedException {
        CompletableFuture<Void> signal = new CompletableFuture<>();
        lost = signal;
        made.addListener(new RedisConnectionStateListener() {
            @Override
            public void onRedisDisconnected(RedisChannelHandler<?, ?> handler) {
                signal.complete(null);
            }
        });
        timingOutSince.set(NEVER);
        connections.incrementAndGet();
        connection = made;
        firstAttempt.complete(null);
        // It may have been lost before anybody listened.
        if (!made.isOpen() || closed) {
            return;
        }
        try {
            signal.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody completes this with an exception", e);
        }
    }

    private Duration delay(int failures) {
        long ceiling = Math.min(LONGEST_DELAY.toMillis(), FIRST_DELAY.toMillis() << Math.min(failures, 20));
        return Duration.ofMillis(random.nextLong(ceiling + 1));
    }

    private static void closeQuietly(@Nullable StatefulRedisConnection<byte[], byte[]> connection) {
        if (connection != null) {
            var _ = connection.closeAsync();
        }
    }
}
