package io.shapservice.redis;

import io.shapservice.redis.Durability.Promise;

/** Reads what a server says about how it keeps data. */
final class DurabilityReader {
    private DurabilityReader() {}

    /**
     * @param info answer to INFO
     * @param fsync answer to CONFIG GET appendfsync, which many servers do not let everybody ask
     */
    static Durability read(String info, Outcome<Reply> fsync) {
        ServerInfo server = ServerInfo.parse(info);
        String version = server.text("redis_version");
        boolean aof = server.text("aof_enabled").equals("1");
        int replicas = (int) server.number("connected_slaves").orElse(0);
        Promise promise = aof ? promise(fsync) : Promise.MEMORY;
        Promise confirmable = aof && knowsWaitAof(version)
                ? Promise.AOF_FSYNC
                : replicas > 0 && promise.compareTo(Promise.REPLICATED) < 0 ? Promise.REPLICATED : promise;
        return new Durability(promise, version, confirmable, detail(version, promise, replicas, fsync));
    }

    private static Promise promise(Outcome<Reply> fsync) {
        String setting =
                fsync instanceof Outcome.Ok<Reply>(Reply reply) && reply.items().size() > 1
                        ? reply.items().get(1).text()
                        : "everysec";
        return switch (setting) {
            case "always" -> Promise.AOF_FSYNC;
            // The operating system writes when it likes.
            case "no" -> Promise.MEMORY;
            default -> Promise.AOF_EVERYSEC;
        };
    }

    /** Redis 7.2 and later; Valkey gives the version of Redis that it behaves like. */
    private static boolean knowsWaitAof(String version) {
        String[] parts = version.split("\\.", 3);
        try {
            int major = Integer.parseInt(parts[0]);
            return major > 7 || (major == 7 && parts.length > 1 && Integer.parseInt(parts[1]) >= 2);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String detail(String version, Promise promise, int replicas, Outcome<Reply> fsync) {
        String assumed = promise == Promise.AOF_EVERYSEC && fsync instanceof Outcome.Failed
                ? " (CONFIG GET is not allowed: appendfsync is taken for everysec)"
                : "";
        return "Redis " + version + ": " + promise.label() + assumed + ", " + replicas
                + (replicas == 1 ? " replica" : " replicas");
    }
}
