package io.shapservice.redis;

import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Redis once a second, so that health is known before anybody needs it, and drops connections that have gone silent. */
final class Pulse implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration SILENT = Duration.ofSeconds(10);
    private static final Duration LONGEST_PING = Duration.ofSeconds(2);

    private final Function<Duration, Outcome<Reply>> ping;
    private final Links links;
    private final Breakers breakers;
    private final HealthState health;
    private final Thread thread = Thread.ofVirtual().name("redis-pulse").unstarted(this::beatUntilClosed);
    private boolean answering = true;

    Pulse(Function<Duration, Outcome<Reply>> ping, Links links, Breakers breakers, HealthState health) {
        this.ping = ping;
        this.links = links;
        this.breakers = breakers;
        this.health = health;
    }

    void start() {
        thread.start();
    }

    void beat() {
        Duration timeout = health.timeout().compareTo(LONGEST_PING) < 0 ? health.timeout() : LONGEST_PING;
        long start = System.nanoTime();
        switch (ping.apply(timeout)) {
            case Outcome.Ok<Reply> _ -> {
                health.answered(Duration.ofNanos(System.nanoTime() - start));
                if (!answering) {
                    LOG.info("Redis answers again");
                    breakers.retryNow();
                }
                answering = true;
            }
            case Outcome.Failed<Reply>(Outcome.Kind kind, String detail) -> {
                health.failed(detail);
                if (answering) {
                    LOG.warn("Redis does not answer ({}): {}", kind, detail);
                }
                answering = false;
            }
        }
        long now = System.nanoTime();
        links.all().forEach(link -> link.rebuildIfSilent(SILENT, now));
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void beatUntilClosed() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(INTERVAL);
                beat();
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }
}
