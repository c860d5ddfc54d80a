package io.shapservice.redis;

import io.lettuce.core.cluster.SlotHash;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The primaries of a cluster. A thread asks who has which slot, more often while something is wrong. The driver has a client for
 * clusters of its own; it is not used because it sends again by itself what was in flight, and waits for nodes that are gone.
 */
final class ClusterNodes implements Routes {
    private static final Duration CALM = Duration.ofSeconds(5);
    private static final Duration TROUBLED = Duration.ofMillis(250);
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private final Function<RedisAddress, Links> connect;
    private final ClusterView view;
    private final Map<RedisAddress, Links> nodes = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();
    private final Semaphore lookAgain = new Semaphore(0);
    private final Semaphore looked = new Semaphore(0);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("redis-cluster").unstarted(this::watch);
    private volatile ClusterMap map = ClusterMap.unknown();
    private volatile String trouble = "no node of the cluster has answered yet";

    ClusterNodes(Function<RedisAddress, Links> connect, ClusterView view) {
        this.connect = connect;
        this.view = view;
        thread.start();
    }

    @Override
    public Optional<Links> to(byte @Nullable [] key) {
        ClusterMap now = map;
        Optional<RedisAddress> owner =
                key == null ? now.primaries().stream().findAny() : now.owner(SlotHash.getSlot(key));
        Optional<Links> links = owner.map(nodes::get);
        if (links.isEmpty() || !links.get().control().open()) {
            lookAgain.release();
        }
        return links;
    }

    @Override
    public Optional<Links> redirected(Redirect redirect) {
        lookAgain.release();
        // Without a host it is the one that was asked, which has no other name here.
        if (redirect.address().host().isEmpty()) {
            return Optional.empty();
        }
        if (!redirect.once()) {
            synchronized (this) {
                map = map.with(redirect.slot(), redirect.address());
                changes.incrementAndGet();
            }
        }
        return closed() ? Optional.empty() : Optional.of(nodes.computeIfAbsent(redirect.address(), connect));
    }

    @Override
    public Stream<Links> all() {
        return nodes.values().stream();
    }

    @Override
    public int shares() {
        return map.primaries().size();
    }

    @Override
    public void awaitFirstAttempt(Duration atMost) {
        try {
            if (looked.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
                looked.release();
                all().forEach(links -> links.control().awaitFirstAttempt(atMost));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public long changes() {
        return changes.get() + all().mapToLong(Links::reconnects).sum();
    }

    @Override
    public String trouble() {
        return trouble;
    }

    /** A node that has frozen has a successor before its connection is lost. */
    @Override
    public void look(boolean troubled) {
        if (troubled) {
            lookAgain.release();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
        all().forEach(Links::close);
        nodes.clear();
    }

    private void watch() {
        try {
            do {
                view.newerThan(map, all()).ifPresentOrElse(this::adopt, () -> trouble = view.trouble());
                looked.release();
                Duration pause = wellConnected() ? CALM : TROUBLED;
                // Whoever asks for another look asks many times: one look answers them all.
                if (lookAgain.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    lookAgain.drainPermits();
                }
            } while (!closing.await(SHORTEST.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private boolean closed() {
        return closing.getCount() == 0;
    }

    private boolean wellConnected() {
        return map.whole() && all().allMatch(links -> links.control().open());
    }

    private synchronized void adopt(ClusterMap seen) {
        boolean first = map.primaries().isEmpty();
        if (!first && !seen.sameOwners(map)) {
            changes.incrementAndGet();
        }
        map = seen;
        trouble = seen.whole() ? "no node is known for the key" : "the cluster has slots that no node serves";
        seen.primaries().forEach(address -> nodes.computeIfAbsent(address, connect));
        nodes.forEach((address, links) -> {
            if (!seen.primaries().contains(address) && nodes.remove(address, links)) {
                changes.addAndGet(links.reconnects());
                links.close();
            }
        });
        if (closed()) {
            close();
        }
    }
}
