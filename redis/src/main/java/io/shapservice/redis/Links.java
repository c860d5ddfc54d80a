package io.shapservice.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The links to one server: one for control traffic, a pool for payloads that grows as the load asks for it, and one on which
 * answers may be waited for as long as they take.
 */
final class Links implements AutoCloseable {
    private final Link control;
    private final Link waiting;
    private final List<Link> payload;
    /** A payload is held in memory while it is sent, so their number is what bounds that memory. */
    private final Semaphore pool;

    private int started = 1;
    private boolean waitingStarted;

    /** @param make a link by its name */
    Links(int poolSize, Function<String, Link> make) {
        control = make.apply("control");
        waiting = make.apply("waiting");
        payload = new ArrayList<>(poolSize);
        for (int i = 1; i <= poolSize; i++) {
            payload.add(make.apply("payload-" + i));
        }
        pool = new Semaphore(poolSize, true);
        control.start();
        payload.getFirst().start();
    }

    Link control() {
        return control;
    }

    /** The link for answers that take long, opened at the first call. */
    synchronized Link waiting() {
        if (!waitingStarted) {
            waitingStarted = true;
            waiting.start();
        }
        return waiting;
    }

    /** The right to use a link of the pool, to be given back; empty when all were busy for so long. */
    Optional<Link> borrow(Duration patience) {
        try {
            return pool.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)
                    ? Optional.of(leastBusy())
                    : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    void giveBack() {
        pool.release();
    }

    int inUse() {
        return payload.size() - pool.availablePermits();
    }

    int poolSize() {
        return payload.size();
    }

    /** An idle open link, else the least busy one while another is being opened; the control link when there is no other. */
    private synchronized Link leastBusy() {
        Link best = control;
        int load = Integer.MAX_VALUE;
        for (Link link : payload) {
            if (link.open() && link.pending() < load) {
                best = link;
                load = link.pending();
            }
        }
        if (load > 0 && started < payload.size()) {
            payload.get(started++).start();
        }
        return best;
    }

    int reconnects() {
        return all().mapToInt(Link::reconnects).sum();
    }

    Stream<Link> all() {
        return Stream.concat(Stream.of(control, waiting), payload.stream());
    }

    @Override
    public void close() {
        all().forEach(Link::close);
    }
}
