package io.shapservice.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One place for a connection, kept filled: a thread of its own makes the connection again whenever it is lost. */
final class Link implements AutoCloseable {
    private static final Duration STABLE = Duration.ofSeconds(1);
    private static final long NEVER = Long.MIN_VALUE;

    private final Dialer dialer;
    private final Backoff backoff;
    private final Thread thread;
    private final CompletableFuture<Void> firstAttempt = new CompletableFuture<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong timingOutSince = new AtomicLong(NEVER);
    private final AtomicInteger drops = new AtomicInteger();
    private volatile Dialer.@Nullable Dialled dialled;
    private volatile CompletableFuture<Void> lost = new CompletableFuture<>();
    private volatile String lastFailure = "not connected yet";
    private volatile boolean closed;

    Link(String name, Dialer dialer, Backoff backoff) {
        this.dialer = dialer;
        this.backoff = backoff;
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
        return dialled().map(Dialer.Dialled::connection);
    }

    /** The connection and where it leads to, while it is open. */
    Optional<Dialer.Dialled> dialled() {
        Dialer.Dialled current = dialled;
        return current != null && current.connection().isOpen() ? Optional.of(current) : Optional.empty();
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
            drop("no answer for " + atLeast.toSeconds() + " s, connecting again");
        }
    }

    /** Gives up the connection, which seems to be open, for another one. */
    void drop(String why) {
        drops.incrementAndGet();
        lastFailure = why;
        lost.complete(null);
    }

    /** Connections that seemed to be open and were given up. */
    int drops() {
        return drops.get();
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
                Thread.sleep(backoff.after(failures));
            } catch (InterruptedException e) {
                // Only close interrupts.
                return;
            }
        }
    }

    /** Makes a connection and stays until it is lost; whether it lasted. */
    private boolean holdOne() throws InterruptedException {
        Dialer.Dialled made;
        try {
            made = dialer.dial();
        } catch (IOException e) {
            String message = e.getMessage();
            lastFailure = message == null ? e.getClass().getSimpleName() : message;
            firstAttempt.complete(null);
            return false;
        }
        lastFailure = "the connection was lost";
        long since = System.nanoTime();
        try {
            hold(made);
        } finally {
            dialled = null;
            Dialer.closeQuietly(made.connection());
        }
        return System.nanoTime() - since >= STABLE.toNanos();
    }

    private void hold(Dialer.Dialled made) throws InterruptedException {
        CompletableFuture<Void> signal = new CompletableFuture<>();
        lost = signal;
        made.connection().addListener(new RedisConnectionStateListener() {
            @Override
            public void onRedisDisconnected(RedisChannelHandler<?, ?> handler) {
                signal.complete(null);
            }
        });
        timingOutSince.set(NEVER);
        connections.incrementAndGet();
        dialled = made;
        firstAttempt.complete(null);
        // It may have been lost before anybody listened.
        if (!made.connection().isOpen() || closed) {
            return;
        }
        try {
            signal.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody completes this with an exception", e);
        }
    }
}
