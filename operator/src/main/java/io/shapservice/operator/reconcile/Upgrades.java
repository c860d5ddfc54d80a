package io.shapservice.operator.reconcile;

import io.shapservice.operator.manifest.ServiceIdentity;
import java.util.HashSet;
import java.util.Set;

/**
 * Which services are being changed to what a new version of the operator makes of them: only so many at a time, because that may
 * be worse than what they had. One that does not come up keeps its place, and the others their pods.
 */
final class Upgrades {
    private final int most;
    private final Set<ServiceIdentity> under = new HashSet<>();

    Upgrades(int most) {
        this.most = most;
    }

    /** @return whether this service may be changed now */
    synchronized boolean enter(ServiceIdentity service) {
        return under.contains(service) || (under.size() < most && under.add(service));
    }

    /** @return whether the service was being changed */
    synchronized boolean leave(ServiceIdentity service) {
        return under.remove(service);
    }
}
