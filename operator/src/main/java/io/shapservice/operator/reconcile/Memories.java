package io.shapservice.operator.reconcile;

import io.shapservice.operator.manifest.ServiceIdentity;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The memory of each service. */
final class Memories {
    private final Map<ServiceIdentity, ServiceMemory> byService = new ConcurrentHashMap<>();

    ServiceMemory of(ServiceIdentity service, Instant now) {
        return byService.computeIfAbsent(service, ignored -> new ServiceMemory(now));
    }

    void forget(ServiceIdentity service) {
        byService.remove(service);
    }
}
