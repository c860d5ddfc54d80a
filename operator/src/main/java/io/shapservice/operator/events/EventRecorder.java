package io.shapservice.operator.events;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.shapservice.operator.manifest.Digest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes events about a resource. The same words about the same resource are one event whose count grows. An event that
 * cannot be written is logged and lost: a decision never waits for its story.
 */
public final class EventRecorder {
    private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);
    private static final Duration SAME_STORY = Duration.ofMinutes(10);
    private static final int MOST_MESSAGE = 1000;
    private static final int MOST_REMEMBERED = 10_000;

    private final Map<String, Told> told = new ConcurrentHashMap<>();
    private final KubernetesClient client;
    private final Clock clock;

    private record Told(Event event, Instant at) {}

    public EventRecorder(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    public void record(HasMetadata about, EventReason reason, String message) {
        String text = message.length() <= MOST_MESSAGE ? message : message.substring(0, MOST_MESSAGE);
        LOG.info(
                "{}/{} {}: {}",
                about.getMetadata().getNamespace(),
                about.getMetadata().getName(),
                reason.word(),
                text);
        Instant now = clock.instant();
        String key = about.getMetadata().getUid() + reason + text;
        forgetOld(now);
        try {
            Told before = told.get(key);
            Event written = before == null ? first(about, reason, text, key, now) : again(before, now);
            told.put(key, new Told(written, now));
        } catch (KubernetesClientException e) {
            LOG.warn("event {} was not written: {}", reason.word(), e.getMessage());
        }
    }

    private Event first(HasMetadata about, EventReason reason, String message, String key, Instant now) {
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        return client.resource(new EventBuilder()
                        .withNewMetadata()
                        .withNamespace(about.getMetadata().getNamespace())
                        .withName(about.getMetadata().getName() + "." + Digest.of(key + now.toEpochMilli()))
                        .endMetadata()
                        .withNewInvolvedObject()
                        .withApiVersion(about.getApiVersion())
                        .withKind(about.getKind())
                        .withNamespace(about.getMetadata().getNamespace())
                        .withName(about.getMetadata().getName())
                        .withUid(about.getMetadata().getUid())
                        .endInvolvedObject()
                        .withType(reason.type())
                        .withReason(reason.word())
                        .withMessage(message)
                        .withFirstTimestamp(time)
                        .withLastTimestamp(time)
                        .withCount(1)
                        .withNewSource()
                        .withComponent("shap-operator")
                        .endSource()
                        .build())
                .create();
    }

    private Event again(Told before, Instant now) {
        Event next = new EventBuilder(before.event())
                .withCount(before.event().getCount() + 1)
                .withLastTimestamp(now.truncatedTo(ChronoUnit.SECONDS).toString())
                .build();
        return client.resource(next).update();
    }

    private void forgetOld(Instant now) {
        if (told.size() > MOST_REMEMBERED) {
            told.clear();
        }
        told.values().removeIf(t -> t.at().plus(SAME_STORY).isBefore(now));
    }
}
