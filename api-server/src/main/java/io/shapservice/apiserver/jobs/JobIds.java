package io.shapservice.apiserver.jobs;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Job ids: 128 random bits, because knowing an id is what gives access to a job. */
public final class JobIds {
    private static final Pattern VALID = Pattern.compile("[0-9a-f]{32}");

    private final SecureRandom random;

    public JobIds(SecureRandom random) {
        this.random = random;
    }

    public String next() {
        byte[] id = new byte[16];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    /** Whether this can be the id of a job at all. */
    public static boolean valid(String id) {
        return VALID.matcher(id).matches();
    }
}
