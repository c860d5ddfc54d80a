package io.shapservice.redis;

import io.shapservice.redis.Subscription.Listener;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** All channels that are listened to. They are no part of health: who hears nothing asks. */
final class Subscriptions implements AutoCloseable {
    private final Connector connector;
    private final Credentials credentials;
    private final Routes routes;
    private final Supplier<Backoff> backoff;
    private final Collection<Subscription> open = new ConcurrentLinkedQueue<>();

    Subscriptions(Connector connector, Credentials credentials, Routes routes, Supplier<Backoff> backoff) {
        this.connector = connector;
        this.credentials = credentials;
        this.routes = routes;
        this.backoff = backoff;
    }

    /** Listens where the scripts run that speak there: the server that a key of the channel's name would be on. */
    Subscription open(String channel, Listener listener) {
        Dialer.Whereabouts whereabouts = () -> routes.to(Request.bytes(channel))
                .flatMap(links -> links.control().dialled())
                .map(Dialer.Dialled::address)
                .orElseThrow(() -> new IOException("no connection: " + routes.trouble()));
        Subscription subscription =
                new Subscription(channel, listener, connector, credentials, whereabouts, backoff.get());
        open.add(subscription);
        return subscription;
    }

    void look(Duration silent) {
        open.forEach(subscription -> subscription.look(silent));
    }

    long live() {
        return open.stream().filter(Subscription::live).count();
    }

    int size() {
        return open.size();
    }

    long messages() {
        return open.stream().mapToLong(Subscription::messages).sum();
    }

    long reconnects() {
        return open.stream().mapToLong(Subscription::reconnects).sum();
    }

    @Override
    public void close() {
        open.forEach(Subscription::close);
    }
}
