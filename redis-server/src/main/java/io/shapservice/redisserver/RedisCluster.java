package io.shapservice.redisserver;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Three primaries that share the slots, and a replica of each: real processes, ended by closing. */
public final class RedisCluster implements AutoCloseable {
    private static final int PRIMARIES = 3;
    private static final int SLOTS = 16_384;
    private static final int NODE_TIMEOUT_MILLIS = 1000;

    private final List<RedisServer> nodes;

    private RedisCluster(List<RedisServer> nodes) {
        this.nodes = nodes;
    }

    /** Returns once every node sees the cluster as whole and every replica has its primary's data. */
    public static RedisCluster start(RedisBinary binary) {
        return start(binary, addresses().map(RedisCluster::node).toList());
    }

    /**
     * With TLS for clients and among the nodes.
     *
     * @param folder for the certificate, which is for the nodes' addresses
     */
    public static RedisCluster startWithTls(RedisBinary binary, Path folder) {
        List<String> addresses = addresses().toList();
        Certificate certificate = Certificate.forAddresses(folder, addresses);
        return start(
                binary,
                addresses.stream()
                        .map(address -> node(address).withTls(certificate))
                        .toList());
    }

    private static Stream<String> addresses() {
        SplittableRandom random = new SplittableRandom();
        return Stream.generate(() -> Loopback.free(random)).limit(2 * PRIMARIES);
    }

    private static RedisCluster start(RedisBinary binary, List<RedisServerOptions> nodes) {
        RedisCluster cluster = new RedisCluster(Group.start(binary, nodes));
        cluster.form();
        return cluster;
    }

    /** {@code redis://host:port} of one node. */
    public String url() {
        return nodes.getFirst().url();
    }

    public List<RedisServer> nodes() {
        return nodes;
    }

    /** The primary that holds a key, in the eyes of the first node that runs. */
    public RedisServer primaryOf(String key) {
        RedisServer asked =
                nodes.stream().filter(RedisServer::running).findFirst().orElseThrow();
        int slot = Integer.parseInt(asked.ask("CLUSTER", "KEYSLOT", key));
        return asked.ask("CLUSTER", "NODES")
                .lines()
                .filter(line -> holds(line, slot))
                .map(line -> line.split("[ @]", 3)[1])
                .map(this::at)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody holds slot " + slot));
    }

    /**
     * Moves a key's slot to another primary while it is served, one key at a time, as {@code redis-cli --cluster reshard} does.
     *
     * @param underWay called when the other one takes over, and after each key that has moved
     */
    public void move(String key, Runnable underWay) {
        RedisServer from = primaryOf(key);
        String slot = from.ask("CLUSTER", "KEYSLOT", key);
        RedisServer to = nodes.stream()
                .filter(node -> node != from && node.ask("ROLE").startsWith("master"))
                .findFirst()
                .orElseThrow();
        expectOk(to.ask("CLUSTER", "SETSLOT", slot, "IMPORTING", from.ask("CLUSTER", "MYID")));
        expectOk(from.ask("CLUSTER", "SETSLOT", slot, "MIGRATING", to.ask("CLUSTER", "MYID")));
        underWay.run();
        String[] at = to.address().split(":", 2);
        for (String next = one(from, slot); !next.isEmpty(); next = one(from, slot)) {
            // Somebody else may have deleted it meanwhile.
            String moved = from.ask("MIGRATE", at[0], at[1], next, "0", "10000");
            if (!moved.equals("NOKEY")) {
                expectOk(moved);
            }
            underWay.run();
        }
        String owner = to.ask("CLUSTER", "MYID");
        expectOk(to.ask("CLUSTER", "SETSLOT", slot, "NODE", owner));
        nodes.stream()
                .filter(node -> node != to && node.ask("ROLE").startsWith("master"))
                .forEach(node -> expectOk(node.ask("CLUSTER", "SETSLOT", slot, "NODE", owner)));
    }

    private static String one(RedisServer from, String slot) {
        return from.ask("CLUSTER", "GETKEYSINSLOT", slot, "1");
    }

    @Override
    public void close() {
        nodes.forEach(RedisServer::close);
    }

    private static RedisServerOptions node(String address) {
        return RedisServerOptions.inMemory()
                .withBind(address)
                .withPort(Loopback.PORT)
                .withConfig("cluster-announce-ip " + address)
                .withConfig("cluster-enabled yes")
                .withConfig("cluster-node-timeout " + NODE_TIMEOUT_MILLIS)
                .withConfig("repl-diskless-sync yes")
                .withConfig("repl-diskless-sync-delay 0");
    }

    private void form() {
        RedisServer first = nodes.getFirst();
        for (int i = 0; i < nodes.size(); i++) {
            RedisServer node = nodes.get(i);
            expectOk(node.ask("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1)));
            if (i < PRIMARIES) {
                expectOk(node.ask(slots(i * SLOTS / PRIMARIES, (i + 1) * SLOTS / PRIMARIES)));
            }
            String[] at = node.address().split(":", 2);
            expectOk(first.ask("CLUSTER", "MEET", at[0], at[1]));
        }
        Group.await(
                "every node knows all others",
                () -> nodes.stream()
                        .allMatch(node -> node.ask("CLUSTER", "NODES").lines().count() == nodes.size()));
        for (int i = PRIMARIES; i < nodes.size(); i++) {
            expectOk(nodes.get(i)
                    .ask("CLUSTER", "REPLICATE", nodes.get(i - PRIMARIES).ask("CLUSTER", "MYID")));
        }
        Group.await("the cluster is whole", () -> nodes.stream().allMatch(RedisCluster::whole));
        Group.await(
                "the replicas follow",
                () -> nodes.stream()
                        .skip(PRIMARIES)
                        .allMatch(node -> node.ask("INFO", "replication").contains("master_link_status:up")));
    }

    /** A node that has seen all roles: only then does a failover find its voters. */
    private static boolean whole(RedisServer node) {
        return node.ask("CLUSTER", "INFO").contains("cluster_state:ok")
                && node.ask("CLUSTER", "NODES")
                                .lines()
                                .filter(line -> line.contains("slave"))
                                .count()
                        == PRIMARIES;
    }

    private static String[] slots(int from, int to) {
        List<String> words = new ArrayList<>(List.of("CLUSTER", "ADDSLOTS"));
        for (int slot = from; slot < to; slot++) {
            words.add(Integer.toString(slot));
        }
        return words.toArray(String[]::new);
    }

    /** A line of CLUSTER NODES: id, address, flags, primary, ping, pong, epoch, link, slots. */
    private static boolean holds(String line, int slot) {
        String[] words = line.split(" ");
        return words[2].contains("master")
                && !words[2].contains("fail")
                && Stream.of(words)
                        .skip(8)
                        .filter(range -> range.matches("\\d+(-\\d+)?"))
                        .map(range -> range.split("-"))
                        .anyMatch(ends ->
                                Integer.parseInt(ends[0]) <= slot && slot <= Integer.parseInt(ends[ends.length - 1]));
    }

    private RedisServer at(String address) {
        return nodes.stream()
                .filter(node -> node.address().equals(address))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no node of ours is at " + address));
    }

    private static void expectOk(String answer) {
        if (!answer.equals("OK")) {
            throw new IllegalStateException("the cluster did not do as it was told: " + answer);
        }
    }
}
