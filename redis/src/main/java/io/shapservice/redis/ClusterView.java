package io.shapservice.redis;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Asks the nodes of a cluster who has which slot. */
final class ClusterView {
    private static final List<Request> QUESTION = List.of(Request.of("CLUSTER", "NODES"));
    private static final Duration PATIENCE = DriverOptions.CONNECT_TIMEOUT;
    /** A cluster that was made anew counts its epochs from the beginning. */
    private static final Duration OUTDATED_AT_MOST = Duration.ofSeconds(30);

    private final RedisSettings settings;
    private final Connector connector;
    private final Credentials credentials;
    private final RandomGenerator random;
    private volatile String trouble = "";
    private long lastCurrent = System.nanoTime();

    ClusterView(RedisSettings settings, Connector connector, Credentials credentials, RandomGenerator random) {
        this.settings = settings;
        this.connector = connector;
        this.credentials = credentials;
        this.random = random;
    }

    /** What the first node says that answers and is not behind; empty when there is none. */
    Optional<ClusterMap> newerThan(ClusterMap known, Stream<Links> nodes) throws InterruptedException {
        List<Links> open =
                new ArrayList<>(nodes.filter(links -> links.control().open()).toList());
        Collections.shuffle(open, random);
        for (Links links : open) {
            Optional<ClusterMap> map = current(known, over(links.control()));
            if (map.isPresent()) {
                return map;
            }
        }
        List<RedisAddress> seeds = new ArrayList<>(settings.addresses());
        Collections.shuffle(seeds, random);
        for (RedisAddress seed : seeds) {
            Optional<ClusterMap> map = current(known, at(seed));
            if (map.isPresent()) {
                return map;
            }
        }
        return Optional.empty();
    }

    /** Why the last question had no answer. */
    String trouble() {
        return trouble;
    }

    private Optional<ClusterMap> current(ClusterMap known, Outcome<ClusterMap> seen) {
        return switch (seen) {
            case Outcome.Ok<ClusterMap>(ClusterMap map)
            when map.epoch() >= known.epoch() && !map.primaries().isEmpty() -> {
                lastCurrent = System.nanoTime();
                yield Optional.of(map);
            }
            case Outcome.Ok<ClusterMap>(ClusterMap map) -> {
                trouble = "the cluster has no primaries yet, or the node that was asked is behind the others";
                boolean anew = System.nanoTime() - lastCurrent > OUTDATED_AT_MOST.toNanos();
                yield anew && !map.primaries().isEmpty() ? Optional.of(map) : Optional.empty();
            }
            case Outcome.Failed<ClusterMap>(Outcome.Kind _, String detail) -> {
                trouble = detail;
                yield Optional.empty();
            }
        };
    }

    private Outcome<ClusterMap> over(Link link) {
        return link.dialled()
                .map(open -> Calls.over(link, open.connection(), QUESTION, what(open.address()), PATIENCE)
                        .map(reply -> ClusterMap.parse(reply.text(), open.address(), settings.tls())))
                .orElseGet(() -> Outcome.failed(Outcome.Kind.REJECTED, link.lastFailure()));
    }

    private Outcome<ClusterMap> at(RedisAddress seed) throws InterruptedException {
        try {
            Dialer.Dialled dialled = new Dialer(connector, credentials, () -> seed).dial();
            try {
                return Calls.over(dialled.connection(), QUESTION, what(seed), PATIENCE)
                        .map(reply -> ClusterMap.parse(reply.text(), seed, settings.tls()));
            } finally {
                Dialer.closeQuietly(dialled.connection());
            }
        } catch (IOException e) {
            return Outcome.failed(Outcome.Kind.DISCONNECTED, seed + ": " + e.getMessage());
        }
    }

    private static String what(RedisAddress address) {
        return "CLUSTER NODES on " + address;
    }
}
