package io.shapservice.cli.demo;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.shapservice.cli.cluster.EventFeed;
import io.shapservice.cli.cluster.Told;
import io.shapservice.cli.terminal.Figures;
import io.shapservice.cli.terminal.Screen;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The operator's decisions with their moments and reasons, shown as they happen and kept for the steps to check. */
final class DecisionLog implements AutoCloseable {
    /** @param at since the demo began */
    record Moment(Duration at, Told told) {}

    private final Stopwatch stopwatch;
    private final Screen screen;
    private final List<Moment> moments = new CopyOnWriteArrayList<>();
    private @Nullable EventFeed feed;

    DecisionLog(Stopwatch stopwatch, Screen screen) {
        this.stopwatch = stopwatch;
        this.screen = screen;
    }

    void follow(KubernetesClient client) {
        feed = EventFeed.start(client, this::tell);
    }

    private void tell(Told told) {
        var moment = new Moment(stopwatch.elapsed(), told);
        moments.add(moment);
        show(moment.at(), told.reason(), told.message());
    }

    /** A line for something that happened, be it a decision or what the demo did to the service. */
    void show(Duration at, String what, String detail) {
        screen.line("  %s  %-16s %s".formatted(Figures.moment(at), what, detail));
    }

    /** The first such decision since a moment, about a pod if one is named. */
    Optional<Moment> first(String reason, Duration since, String naming) {
        return moments.stream()
                .filter(moment -> moment.at().compareTo(since) >= 0)
                .filter(moment -> moment.told().reason().equals(reason))
                .filter(moment -> moment.told().message().contains(naming))
                .findFirst();
    }

    @Override
    public void close() {
        if (feed != null) {
            feed.close();
        }
    }
}
