package io.shapservice.redis;

/** How the servers hang together. */
public sealed interface Topology {
    /** One address, whoever stands behind it. */
    record Standalone() implements Topology {}

    /**
     * The addresses are those of sentinels, which know the primary.
     *
     * @param master what they call it
     */
    record Sentinel(String master) implements Topology {}

    /** The addresses are those of some nodes, which know the others. */
    record Cluster() implements Topology {}
}
