package io.shapservice.operator.reconcile;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.shapservice.crds.ShapService;
import io.shapservice.operator.manifest.ServiceIdentity;
import java.util.function.Consumer;

/** Wakes a pass when a sample has come, and tells when a resource is gone: without finalizers no pass sees that. */
final class SampleNews extends SimpleInboundEventSource<ShapService> implements ResourceEventAware<ShapService> {
    private final Consumer<ServiceIdentity> gone;

    SampleNews(Consumer<ServiceIdentity> gone) {
        super("samples");
        this.gone = gone;
    }

    void arrived(ServiceIdentity service) {
        if (isRunning()) {
            propagateEvent(new ResourceID(service.name(), service.namespace()));
        }
    }

    @Override
    public void onResourceDeleted(ShapService resource) {
        gone.accept(ServiceIdentity.of(resource));
    }
}
