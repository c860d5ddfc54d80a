package io.shapservice.redis;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Puts the links together as the topology asks for it. */
final class RouteFinder {
    private static final Duration FIRST_DELAY = Duration.ofMillis(100);
    /** Short, so that a service is back within seconds of its Redis; a fleet of tens spread over it is no storm. */
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(2);

    private static final Duration LONGEST_SUBSCRIPTION_DELAY = Duration.ofSeconds(5);

    private RouteFinder() {}

    static Routes of(RedisSettings settings, Connector connector, Credentials credentials, SplittableRandom seeds) {
        Function<Dialer.Whereabouts, Links> links = whereabouts -> new Links(
                settings.poolSize(),
                name -> new Link("redis-" + name, new Dialer(connector, credentials, whereabouts), backoff(seeds)));
        return switch (settings.topology()) {
            case Topology.Standalone() -> {
                RedisAddress only = settings.addresses().getFirst();
                yield new OneServer(links.apply(() -> only));
            }
            case Topology.Sentinel(String master) -> {
                Sentinels sentinels = new Sentinels(connector, settings, master);
                yield new PrimaryWatch(new OneServer(links.apply(sentinels)), sentinels);
            }
            case Topology.Cluster() ->
                new ClusterNodes(
                        address -> links.apply(() -> address),
                        new ClusterView(settings, connector, credentials, split(seeds)));
        };
    }

    /** Longer than that of other links: where listening is forbidden, each try is in vain. */
    static Backoff subscriptionBackoff(SplittableRandom seeds) {
        return new Backoff(FIRST_DELAY, LONGEST_SUBSCRIPTION_DELAY, split(seeds));
    }

    private static Backoff backoff(SplittableRandom seeds) {
        return new Backoff(FIRST_DELAY, LONGEST_DELAY, split(seeds));
    }

    /** Links are made by several threads. */
    private static SplittableRandom split(SplittableRandom seeds) {
        synchronized (seeds) {
            return seeds.split();
        }
    }
}
