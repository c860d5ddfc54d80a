package io.shapservice.apiserver.health;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ready means: this process answers. Redis being away changes nothing, for sync explains and cached status go on; taking the pod
 * out of the Service would make an outage of both.
 */
public final class Readiness {
    private final AtomicBoolean serving;
    private final AtomicBoolean draining;

    public Readiness(AtomicBoolean serving, AtomicBoolean draining) {
        this.serving = serving;
        this.draining = draining;
    }

    public boolean ready() {
        return serving.get() && !draining.get();
    }

    boolean draining() {
        return draining.get();
    }
}
