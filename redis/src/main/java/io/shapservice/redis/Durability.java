package io.shapservice.redis;

/**
 * What an acknowledged write means on a server, as far as it tells.
 *
 * @param promise that every acknowledgement makes by itself
 * @param version of the server, such as {@code 7.0.15}; empty when it is unknown
 * @param confirmable the promise that {@link DurabilityProbe#confirm} can reach at best
 * @param detail for a person
 */
public record Durability(Promise promise, String version, Promise confirmable, String detail) {
    static final Durability UNKNOWN =
            new Durability(Promise.UNKNOWN, "", Promise.UNKNOWN, "Redis has not said how it keeps data");

    /** From the weakest to the strongest. */
    public enum Promise {
        UNKNOWN("unknown"),
        /** Gone when the server's process ends. */
        MEMORY("memory"),
        /** On disk a second later, or two when the disk is slow: a crash of the machine forgets that much. */
        AOF_EVERYSEC("aof-everysec"),
        /** In the memory of a replica as well, which a failover most likely promotes. */
        REPLICATED("replicated"),
        /** On the disk of the server. */
        AOF_FSYNC("aof-fsync");

        private final String label;

        Promise(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
