package io.shapservice.redis;

import io.shapservice.redis.Durability.Promise;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What an acknowledged write means on the server of a key, and how to wait until it means more. Safe for many threads. */
public final class DurabilityProbe {
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final Caller caller;
    private final LongSupplier changes;
    private final String key;
    private final Duration atMost;
    private final AtomicBoolean asking = new AtomicBoolean();
    private final Object lock = new Object();
    private volatile @Nullable Known known;
    private @Nullable CompletableFuture<Outcome<Promise>> next;
    private boolean confirming;

    private record Known(Durability durability, long nanos, long changes) {}

    DurabilityProbe(Caller caller, LongSupplier changes, String key, Duration atMost) {
        this.caller = caller;
        this.changes = changes;
        this.key = key;
        this.atMost = atMost;
    }

    /** What was found out last; never waits. Asks in the background when that is old or another server may have taken over. */
    public Durability known() {
        Known now = known;
        boolean fresh =
                now != null && now.changes == changes.getAsLong() && System.nanoTime() - now.nanos < FRESH.toNanos();
        if (!fresh && asking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("redis-durability").start(() -> {
                try {
                    ask();
                } finally {
                    asking.set(false);
                }
            });
        }
        return now == null ? Durability.UNKNOWN : now.durability;
    }

    /** Asks the server. */
    public Outcome<Durability> ask() {
        long seen = changes.getAsLong();
        byte[] where = Request.bytes(key);
        Outcome<Durability> answer = caller.call(Traffic.STATUS, "INFO", where, Request.of("INFO"))
                .map(info -> DurabilityReader.read(
                        info.text(),
                        caller.call(Traffic.STATUS, "CONFIG", where, Request.of("CONFIG", "GET", "appendfsync"))));
        if (answer instanceof Outcome.Ok<Durability>(Durability durability)) {
            known = new Known(durability, System.nanoTime(), seen);
        }
        return answer;
    }

    /**
     * Waits until all writes that were acknowledged before this call mean as much as they can: by WAITAOF on disk, by WAIT in the
     * memory of a replica. Returns what was reached, which is no less than what each acknowledgement means by itself. Where
     * nothing can be waited for it returns at once. Calls at the same time share one wait.
     */
    public Outcome<Promise> confirm() {
        Durability now = known();
        if (now.promise() == Promise.UNKNOWN && ask() instanceof Outcome.Ok<Durability>(Durability asked)) {
            now = asked;
        }
        if (now.confirmable().compareTo(now.promise()) <= 0) {
            return Outcome.ok(now.promise());
        }
        CompletableFuture<Outcome<Promise>> mine = join(now);
        try {
            // One wait may be under way, which began before the writes: the next one is ours.
            return mine.get(atMost.multipliedBy(3).toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.failed(Outcome.Kind.TIMEOUT, "interrupted while waiting for a confirmation");
        } catch (ExecutionException | TimeoutException e) {
            return Outcome.failed(Outcome.Kind.TIMEOUT, "no confirmation in " + atMost.toMillis() + " ms");
        }
    }

    private CompletableFuture<Outcome<Promise>> join(Durability now) {
        synchronized (lock) {
            CompletableFuture<Outcome<Promise>> mine = next;
            if (mine == null) {
                mine = new CompletableFuture<>();
                next = mine;
            }
            if (!confirming) {
                confirming = true;
                Thread.ofVirtual().name("redis-confirm").start(() -> confirmAll(now));
            }
            return mine;
        }
    }

    private void confirmAll(Durability now) {
        for (CompletableFuture<Outcome<Promise>> group = take(); group != null; group = take()) {
            try {
                group.complete(confirmOnce(now));
            } catch (RuntimeException e) {
                group.completeExceptionally(e);
            }
        }
    }

    private @Nullable CompletableFuture<Outcome<Promise>> take() {
        synchronized (lock) {
            CompletableFuture<Outcome<Promise>> group = next;
            next = null;
            confirming = group != null;
            return group;
        }
    }

    /** A server counts what it has written in one row: once a write of this connection is safe, so are all before it. */
    private Outcome<Promise> confirmOnce(Durability now) {
        Request write = Request.of("SET", key + ":barrier", "", "PX", "60000");
        String millis = Long.toString(atMost.toMillis());
        boolean disk = now.confirmable() == Promise.AOF_FSYNC;
        Request wait = disk ? Request.of("WAITAOF", "1", "0", millis) : Request.of("WAIT", "1", millis);
        return caller.callAndWait(wait.command(), key, List.of(write, wait), atMost)
                .map(reply -> disk ? reply.items().getFirst().whole() : reply.whole())
                .map(reached -> reached > 0 ? now.confirmable() : now.promise());
    }
}
