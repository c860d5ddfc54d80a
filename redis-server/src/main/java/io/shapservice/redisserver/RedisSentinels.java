package io.shapservice.redisserver;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A primary, a replica, and three sentinels that agree within seconds on who is which: real processes, ended by closing. */
public final class RedisSentinels implements AutoCloseable {
    /** What the sentinels call the primary. */
    public static final String PRIMARY = "shap";

    private static final int SENTINELS = 3;
    private static final int DOWN_AFTER_MILLIS = 1000;

    private final List<RedisServer> data;
    private final List<RedisServer> sentinels;

    private RedisSentinels(List<RedisServer> data, List<RedisServer> sentinels) {
        this.data = data;
        this.sentinels = sentinels;
    }

    /** Returns once each sentinel knows the others and the replica has the primary's data. */
    public static RedisSentinels start(RedisBinary binary) {
        return start(binary, addresses(), UnaryOperator.identity());
    }

    /**
     * With TLS for clients and among all of them.
     *
     * @param folder for the certificate, which is for their addresses
     */
    public static RedisSentinels startWithTls(RedisBinary binary, Path folder) {
        List<String> addresses = addresses();
        Certificate certificate = Certificate.forAddresses(folder, addresses);
        return start(binary, addresses, options -> options.withTls(certificate));
    }

    private static List<String> addresses() {
        SplittableRandom random = new SplittableRandom();
        return Stream.generate(() -> Loopback.free(random)).limit(2 + SENTINELS).toList();
    }

    /** @param addresses of the primary, the replica and the sentinels */
    private static RedisSentinels start(
            RedisBinary binary, List<String> addresses, UnaryOperator<RedisServerOptions> further) {
        RedisServerOptions each = further.apply(RedisServerOptions.inMemory()
                .withPort(Loopback.PORT)
                .withConfig("repl-diskless-sync yes")
                .withConfig("repl-diskless-sync-delay 0"));
        RedisServer primary = RedisServer.start(
                binary, each.withBind(addresses.get(0)).withConfig("replica-announce-ip " + addresses.get(0)));
        RedisServer replica =
                RedisServer.start(binary, each.withBind(addresses.get(1)).withPrimary(primary));
        Group.await(
                "the replica follows", () -> replica.ask("INFO", "replication").contains("master_link_status:up"));
        List<RedisServerOptions> watching = addresses.stream()
                .skip(2)
                .map(address -> further.apply(watching(address, primary)))
                .toList();
        RedisSentinels group = new RedisSentinels(List.of(primary, replica), Group.start(binary, watching));
        Group.await("the sentinels know each other", group::complete);
        return group;
    }

    private static RedisServerOptions watching(String address, RedisServer primary) {
        return RedisServerOptions.sentinel()
                .withBind(address)
                .withPort(Loopback.PORT)
                .withConfig("sentinel announce-ip " + address)
                .withConfig("sentinel announce-port " + Loopback.PORT)
                .withConfig(
                        "sentinel monitor " + PRIMARY + " " + primary.address().replace(':', ' ') + " 2")
                .withConfig("sentinel down-after-milliseconds " + PRIMARY + " " + DOWN_AFTER_MILLIS)
                .withConfig("sentinel failover-timeout " + PRIMARY + " 5000");
    }

    /** {@code redis://host:port,host:port,host:port} of the sentinels, {@code rediss://…} with TLS. */
    public String url() {
        String first = sentinels.getFirst().url();
        String scheme = first.substring(0, first.indexOf("://") + 3);
        return sentinels.stream().map(RedisServer::address).collect(Collectors.joining(",", scheme, ""));
    }

    public List<RedisServer> sentinels() {
        return sentinels;
    }

    /** Who is primary in the eyes of the first sentinel. */
    public RedisServer primary() {
        String address = sentinels
                .getFirst()
                .ask("SENTINEL", "get-master-addr-by-name", PRIMARY)
                .replace('\n', ':');
        return data.stream()
                .filter(server -> server.address().equals(address))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no server of ours is at " + address));
    }

    /** The other one. */
    public RedisServer replica() {
        RedisServer primary = primary();
        return data.stream().filter(server -> server != primary).findFirst().orElseThrow();
    }

    @Override
    public void close() {
        Stream.concat(sentinels.stream(), data.stream()).forEach(RedisServer::close);
    }

    private boolean complete() {
        return sentinels.stream().allMatch(sentinel -> {
            String seen = sentinel.ask("SENTINEL", "master", PRIMARY);
            return seen.contains("num-slaves\n1") && seen.contains("num-other-sentinels\n2");
        });
    }
}
