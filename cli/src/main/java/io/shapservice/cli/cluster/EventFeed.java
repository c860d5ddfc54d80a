package io.shapservice.cli.cluster;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Hands on each event as it is told; one that is told again counts as new. */
public final class EventFeed implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final KubernetesClient client;
    private final Consumer<Told> listener;
    private final Map<String, Integer> counts = new HashMap<>();
    private final Thread thread;
    private volatile boolean closed;

    private EventFeed(KubernetesClient client, Consumer<Told> listener) {
        this.client = client;
        this.listener = listener;
        this.thread = Thread.ofVirtual().name("events").unstarted(this::follow);
    }

    public static EventFeed start(KubernetesClient client, Consumer<Told> listener) {
        var feed = new EventFeed(client, listener);
        feed.thread.start();
        return feed;
    }

    private void follow() {
        while (!closed) {
            try {
                look();
            } catch (KubernetesClientException _) {
                // The API server of local mode is going away; what it had to tell is told.
                closed = true;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private void look() {
        client.v1().events().inAnyNamespace().list().getItems().stream()
                .filter(event -> "ShapService".equals(event.getInvolvedObject().getKind()))
                .sorted(Comparator.comparing(event -> Objects.requireNonNullElse(event.getLastTimestamp(), "")))
                .filter(this::isNew)
                .forEach(event -> listener.accept(new Told(
                        event.getInvolvedObject().getName(),
                        Objects.requireNonNullElse(event.getReason(), ""),
                        Objects.requireNonNullElse(event.getMessage(), ""))));
    }

    private boolean isNew(Event event) {
        int count = Objects.requireNonNullElse(event.getCount(), 1);
        var before = counts.put(
                event.getMetadata().getNamespace() + "/" + event.getMetadata().getName(), count);
        return before == null || before < count;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
