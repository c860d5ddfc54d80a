package io.shapservice.redis;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Redis once a second, so that health is known before anybody needs it; drops connections that have gone silent, and shows a
 * changed password.
 */
final class Pulse implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
    private static final List<Request> PING = List.of(Request.of("PING"));

    private final Patience patience;
    private final Routes routes;
    private final Connector connector;
    private final Breakers breakers;
    private final HealthState health;
    private final Rotation rotation;
    private final Subscriptions subscriptions;
    private final Thread thread = Thread.ofVirtual().name("redis-pulse").unstarted(this::beatUntilClosed);
    private boolean answering = true;
    private long goodUntil = System.nanoTime();

    Pulse(
            Patience patience,
            Routes routes,
            Connector connector,
            Breakers breakers,
            HealthState health,
            Rotation rotation,
            Subscriptions subscriptions) {
        this.patience = patience;
        this.routes = routes;
        this.connector = connector;
        this.breakers = breakers;
        this.health = health;
        this.rotation = rotation;
        this.subscriptions = subscriptions;
    }

    void start() {
        thread.start();
    }

    void beat() {
        long start = System.nanoTime();
        Optional<Outcome.Failed<Reply>> failed = firstFailure();
        long now = System.nanoTime();
        failed.ifPresentOrElse(this::failed, () -> answered(Duration.ofNanos(now - start)));
        routes.all().flatMap(Links::all).forEach(link -> link.rebuildIfSilent(patience.silent(), now));
        routes.look(failed.isPresent());
        rotation.look(routes.all().flatMap(Links::all));
        subscriptions.look(patience.silent());
        if (now - goodUntil >= patience.hopeless().toNanos()) {
            LOG.warn(
                    "no answer for {} s: starting the driver anew",
                    patience.hopeless().toSeconds());
            connector.renew();
            goodUntil = System.nanoTime();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    /** All servers have to answer; each is asked, as that is what tells which links are silent. */
    private Optional<Outcome.Failed<Reply>> firstFailure() {
        List<Outcome<Reply>> outcomes =
                routes.all().map(links -> ping(links.control())).toList();
        if (outcomes.isEmpty()) {
            return Optional.of(new Outcome.Failed<>(Outcome.Kind.REJECTED, routes.trouble()));
        }
        return outcomes.stream()
                .filter(Outcome.Failed.class::isInstance)
                .map(outcome -> ((Outcome.Failed<?>) outcome).<Reply>cast())
                .findFirst();
    }

    /** Past the breakers: it is what tells that Redis is back. */
    private Outcome<Reply> ping(Link link) {
        Duration atMost = health.timeout().compareTo(patience.ping()) < 0 ? health.timeout() : patience.ping();
        return link.dialled()
                .map(open -> Calls.over(link, open.connection(), PING, "PING on " + open.address(), atMost))
                .orElseGet(() -> Outcome.failed(Outcome.Kind.REJECTED, "PING: " + link.lastFailure()));
    }

    private void answered(Duration took) {
        health.pinged(took);
        goodUntil = System.nanoTime();
        if (!answering) {
            LOG.info("Redis answers again");
            breakers.retryNow();
        }
        answering = true;
    }

    private void failed(Outcome.Failed<Reply> failure) {
        health.failed(failure.detail());
        if (answering) {
            LOG.warn("Redis does not answer ({}): {}", failure.kind(), failure.detail());
        }
        answering = false;
    }

    private void beatUntilClosed() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(patience.beat());
                beat();
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }
}
