package io.shapservice.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.shapservice.local.controlplane.ControlPlane;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventFeedTest {
    private static final int SECONDS = 60;

    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();

    @Test
    void eachDecisionIsToldOnceAndAgainWhenItIsMadeAgain() throws Exception {
        try (var controlPlane = ControlPlane.start();
                var _ = EventFeed.start(controlPlane.client(), told::add)) {
            var client = controlPlane.client();
            client.resource(event("pod", "Pod", "Started", 1)).create();
            client.resource(event("first", "ShapService", "ScaledUp", 1)).create();
            assertThat(next()).isEqualTo(new Told("housing", "ScaledUp", "because of ScaledUp"));

            client.resource(event("first", "ShapService", "ScaledUp", 2)).update();
            assertThat(next().reason()).isEqualTo("ScaledUp");

            client.resource(event("second", "ShapService", "ScaledDown", 1)).create();
            assertThat(next().reason()).isEqualTo("ScaledDown");
            assertThat(told).isEmpty();
        }
    }

    private Told next() throws InterruptedException {
        return told.poll(SECONDS, TimeUnit.SECONDS);
    }

    private static Event event(String name, String about, String reason, int count) {
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace("default")
                .withName(name)
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion("shapservice.io/v1alpha1")
                .withKind(about)
                .withNamespace("default")
                .withName("housing")
                .endInvolvedObject()
                .withReason(reason)
                .withMessage("because of " + reason)
                .withLastTimestamp("2026-01-01T00:00:0" + count + "Z")
                .withCount(count)
                .build();
    }
}
