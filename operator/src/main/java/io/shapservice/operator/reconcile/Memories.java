package io.shapservice.operator.reconcile;

import io.shapservice.operator.manifest.ServiceIdentity;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The memory of each service. */
final class Memories {
    private final Map<ServiceIdentity, ServiceMemory> byService = new ConcurrentHashMap<>();

    ServiceMemory of(ServiceIdentity service) {
        return byService.computeIfAbsent(service, ignored -> new ServiceMemory());
    }

    void forget(ServiceIdentity service) {
        byService.remove(service);
    }
}
