package io.shapservice.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.shapservice.crds.ShapService;
import io.shapservice.crds.effective.EffectiveSpec;
import io.shapservice.operator.desired.DesiredState;
import io.shapservice.operator.events.EventReason;
import io.shapservice.operator.manifest.ServiceIdentity;
import io.shapservice.operator.sampling.SampleView;
import java.time.Instant;
import java.util.Optional;

/** One pass over one resource: what it asks for, what there is, what is known, and what to act with. */
record Pass(
        ShapService resource,
        ServiceIdentity service,
        EffectiveSpec spec,
        DesiredState desired,
        Children children,
        SampleView samples,
        ServiceMemory memory,
        Tools tools,
        Context<ShapService> context,
        Instant now) {

    void event(EventReason reason, String message) {
        tools.events().record(resource, reason, message);
    }

    /** Puts our own write into the cache, so that the next pass does not write it again before the watch brings it. */
    <T extends HasMetadata> void remember(T written, Optional<T> before) {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) written.getClass();
        InformerEventSource<T, ShapService> cache = (InformerEventSource<T, ShapService>)
                context.eventSourceRetriever().getEventSourceFor(type);
        ResourceID id = ResourceID.fromResource(written);
        before.ifPresentOrElse(
                old -> cache.handleRecentResourceUpdate(id, written, old),
                () -> cache.handleRecentResourceCreate(id, written));
    }
}
