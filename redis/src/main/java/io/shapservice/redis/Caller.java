package io.shapservice.redis;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes a call to its server: past the breaker, over a link that is free, and on to another server where it is sent there. */
final class Caller {
    private static final int MOST_REDIRECTS = 4;
    private static final Request ASKING = Request.of("ASKING");

    private final RedisSettings settings;
    private final Routes routes;
    private final Breakers breakers;
    private final CallMetrics metrics;
    private final HealthState health;

    Caller(RedisSettings settings, Routes routes, Breakers breakers, CallMetrics metrics, HealthState health) {
        this.settings = settings;
        this.routes = routes;
        this.breakers = breakers;
        this.metrics = metrics;
        this.health = health;
    }

    Outcome<Reply> call(Traffic traffic, String what, Request request) {
        return call(traffic, what, Keys.of(request), request);
    }

    /** @param key that says which server; null for any */
    Outcome<Reply> call(Traffic traffic, String what, byte @Nullable [] key, Request request) {
        long start = System.nanoTime();
        Outcome<Reply> outcome = routed(traffic, what, key, request);
        metrics.ended(traffic, outcome, System.nanoTime() - start);
        return outcome;
    }

    /**
     * Calls on the link where an answer may take long, beside the breakers: nobody else waits for it.
     *
     * @param requests sent in one go
     */
    Outcome<Reply> callAndWait(String what, String key, List<Request> requests, Duration atMost) {
        Optional<Links> links = routes.to(Request.bytes(key));
        if (links.isEmpty()) {
            return Outcome.failed(Outcome.Kind.REJECTED, at(what) + ": no connection: " + routes.trouble());
        }
        Link link = links.get().waiting();
        link.awaitFirstAttempt(settings.timeout());
        return link.connection()
                .map(connection -> Calls.over(link, connection, requests, at(what), atMost.plus(settings.timeout())))
                .orElseGet(() ->
                        Outcome.failed(Outcome.Kind.REJECTED, at(what) + ": no connection: " + link.lastFailure()));
    }

    private Outcome<Reply> routed(Traffic traffic, String what, byte @Nullable [] key, Request request) {
        Optional<Links> links = routes.to(key);
        if (links.isEmpty()) {
            return Outcome.failed(Outcome.Kind.REJECTED, at(what) + ": no connection: " + routes.trouble());
        }
        Outcome<Reply> outcome = over(links.get(), traffic, what, List.of(request));
        Optional<Redirect> redirect = Redirect.of(outcome);
        for (int i = 0; i < MOST_REDIRECTS && redirect.isPresent(); i++) {
            Optional<Links> other = routes.redirected(redirect.get());
            if (other.isEmpty()) {
                return outcome;
            }
            other.get().control().awaitFirstAttempt(settings.timeout());
            outcome = over(other.get(), traffic, what, asked(redirect.get(), request));
            redirect = Redirect.of(outcome);
        }
        return outcome;
    }

    private static List<Request> asked(Redirect redirect, Request request) {
        return redirect.once() ? List.of(ASKING, request) : List.of(request);
    }

    private Outcome<Reply> over(Links links, Traffic traffic, String what, List<Request> requests) {
        if (traffic != Traffic.PAYLOAD) {
            return over(links.control(), traffic, what, requests, settings.timeout());
        }
        long end = System.nanoTime() + settings.timeout().toNanos();
        Optional<Link> borrowed = links.borrow(settings.timeout().dividedBy(2));
        if (borrowed.isEmpty()) {
            return Outcome.failed(
                    Outcome.Kind.REJECTED,
                    at(what) + ": all " + links.poolSize() + " connections of REDIS_CONNECTION_POOL_SIZE are busy");
        }
        try {
            return over(borrowed.get(), traffic, what, requests, Duration.ofNanos(end - System.nanoTime()));
        } finally {
            links.giveBack();
        }
    }

    private Outcome<Reply> over(Link link, Traffic traffic, String what, List<Request> requests, Duration timeout) {
        Dialer.Dialled open = link.dialled().orElse(null);
        if (open == null) {
            return Outcome.failed(Outcome.Kind.REJECTED, at(what) + ": no connection: " + link.lastFailure());
        }
        if (!breakers.admits(traffic)) {
            return Outcome.failed(
                    Outcome.Kind.REJECTED, at(what) + ": too many calls went unanswered, waiting a moment");
        }
        long start = System.nanoTime();
        Outcome<Reply> outcome = Calls.over(link, open.connection(), requests, what + " on " + open.address(), timeout);
        breakers.ended(traffic, outcome, System.nanoTime() - start);
        switch (outcome) {
            case Outcome.Ok<Reply> _ -> health.answered();
            case Outcome.Failed<Reply>(Outcome.Kind _, String detail) -> {
                if (FailureKinds.wantsAnotherConnection(detail)) {
                    link.drop(detail);
                }
            }
        }
        return outcome;
    }

    private String at(String what) {
        return what + " on " + settings.address();
    }
}
