package io.shapservice.queue;

import java.util.regex.Pattern;

/** Names that become parts of keys. */
final class Names {
    private static final Pattern JOB_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9_.@-]{1,64}");
    private static final Pattern LANE = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    private Names() {}

    static void check(String jobId, String tenant) {
        require(JOB_ID, jobId, "job id");
        require(TENANT, tenant, "tenant");
    }

    static void checkLane(String lane) {
        require(LANE, lane, "lane");
    }

    private static void require(Pattern pattern, String name, String what) {
        if (!pattern.matcher(name).matches()) {
            throw new IllegalArgumentException("not a " + what + ", which is " + pattern + ": " + name);
        }
    }
}
