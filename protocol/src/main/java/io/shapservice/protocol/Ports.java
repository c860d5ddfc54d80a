package io.shapservice.protocol;

/** The ports that every API and worker process listens on. */
public final class Ports {
    /** The public API and {@code /health*}. */
    public static final int API = 8080;

    /** {@code /metrics}, {@code /health*} (probes use these) and {@code /internal/*}. */
    public static final int MANAGEMENT = 9090;

    private Ports() {}
}
