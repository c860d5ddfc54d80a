package io.shapservice.redis;

import java.util.Arrays;
import java.util.List;

/** Short forms of calls for tests. */
final class Asking {
    private Asking() {}

    static Outcome<String> set(RedisGateway gateway, Traffic traffic, String key, String value) {
        return gateway.command(traffic, "SET", args(key, value), Reply::text);
    }

    static Outcome<String> get(RedisGateway gateway, Traffic traffic, String key) {
        return gateway.command(traffic, "GET", args(key), reply -> reply.missing() ? "nothing" : reply.text());
    }

    static boolean works(RedisGateway gateway, String key) {
        return set(gateway, Traffic.CONTROL, key, "v") instanceof Outcome.Ok;
    }

    static List<byte[]> args(String... texts) {
        return Arrays.stream(texts).map(Request::bytes).toList();
    }
}
