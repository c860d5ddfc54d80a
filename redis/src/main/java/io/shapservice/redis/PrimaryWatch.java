package io.shapservice.redis;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One server at a time has all keys, and others know which: when they name another one, the links to the former are given up.
 * Otherwise a primary that froze, or was cut off from all but us, would be waited for while its successor already serves.
 */
final class PrimaryWatch implements Routes {
    private static final Duration CALM = Duration.ofSeconds(5);

    private final OneServer server;
    private final Dialer.Whereabouts whereabouts;
    private final AtomicBoolean asking = new AtomicBoolean();
    private long asked = System.nanoTime();

    PrimaryWatch(OneServer server, Dialer.Whereabouts whereabouts) {
        this.server = server;
        this.whereabouts = whereabouts;
    }

    @Override
    public void look(boolean troubled) {
        long now = System.nanoTime();
        boolean due = troubled || now - asked >= CALM.toNanos();
        if (due && asking.compareAndSet(false, true)) {
            asked = now;
            Thread.ofVirtual().name("redis-primary").start(this::compare);
        }
    }

    private void compare() {
        try {
            RedisAddress primary = whereabouts.find();
            server.links()
                    .all()
                    .forEach(link -> link.dialled()
                            .filter(open -> !open.address().equals(primary))
                            .ifPresent(
                                    open -> link.drop(primary + " is the primary now, no longer " + open.address())));
        } catch (IOException e) {
            // Who connects will tell.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            asking.set(false);
        }
    }

    @Override
    public Optional<Links> to(byte @Nullable [] key) {
        return server.to(key);
    }

    @Override
    public Optional<Links> redirected(Redirect redirect) {
        return server.redirected(redirect);
    }

    @Override
    public Stream<Links> all() {
        return server.all();
    }

    @Override
    public void awaitFirstAttempt(Duration atMost) {
        server.awaitFirstAttempt(atMost);
    }

    @Override
    public long changes() {
        return server.changes();
    }

    @Override
    public String trouble() {
        return server.trouble();
    }

    @Override
    public void close() {
        server.close();
    }
}
