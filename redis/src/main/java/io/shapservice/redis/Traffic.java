package io.shapservice.redis;

import java.util.Locale;

/** What a call is for. Each kind has its own breaker, so that slow payloads do not stop heartbeats. */
public enum Traffic {
    /** New work: may be refused first. */
    SUBMIT,
    /** Somebody looks at a job. */
    STATUS,
    /** Claims, heartbeats, commits. */
    CONTROL,
    /** Blobs. */
    PAYLOAD;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
