package io.shapservice.redis;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The key of a command, which says what server of a cluster it goes to. */
final class Keys {
    private static final Set<String> KEYLESS = Set.of(
            "AUTH",
            "CLIENT",
            "CLUSTER",
            "CONFIG",
            "DBSIZE",
            "DEBUG",
            "FLUSHALL",
            "INFO",
            "KEYS",
            "MEMORY",
            "PING",
            "ROLE",
            "SAVE",
            "SCAN",
            "SCRIPT",
            "TIME",
            "WAIT",
            "WAITAOF");
    private static final Set<String> SCRIPTS = Set.of("EVAL", "EVALSHA");
    private static final int FIRST_OF_SCRIPT = 2;

    private Keys() {}

    static byte @Nullable [] of(Request request) {
        if (KEYLESS.contains(request.command())) {
            return null;
        }
        int at = SCRIPTS.contains(request.command()) ? FIRST_OF_SCRIPT : 0;
        return request.args().size() > at ? request.args().get(at) : null;
    }
}
