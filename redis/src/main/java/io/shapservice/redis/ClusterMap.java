package io.shapservice.redis;

import io.lettuce.core.cluster.SlotHash;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which primary has which slot, as one node of the cluster sees it.
 *
 * @param owners by slot; null where nobody is known
 * @param epoch the latest configuration epoch of a primary: a view with an earlier one is out of date
 */
record ClusterMap(@Nullable RedisAddress[] owners, long epoch) {
    private static final int FLAGS = 2;
    private static final int EPOCH = 6;
    private static final int FIRST_SLOT = 8;

    static ClusterMap unknown() {
        return new ClusterMap(new @Nullable RedisAddress[SlotHash.SLOT_COUNT], -1);
    }

    /**
     * Reads CLUSTER NODES: a line per node of id, {@code ip:port@bus[,name]}, flags, primary, ping, pong, epoch, link, slots.
     *
     * @param asked the node that said so, which may not know its own address
     * @param byName prefer names, which certificates are for
     */
    static ClusterMap parse(String nodes, RedisAddress asked, boolean byName) {
        @Nullable RedisAddress[] owners = new @Nullable RedisAddress[SlotHash.SLOT_COUNT];
        long epoch = -1;
        for (String line : nodes.lines().toList()) {
            List<String> words = Arrays.asList(line.split(" ", -1));
            boolean serves = words.size() > FIRST_SLOT
                    && Arrays.asList(words.get(FLAGS).split(",", -1)).contains("master");
            if (serves) {
                RedisAddress address = address(words.get(1), asked, byName);
                words.subList(FIRST_SLOT, words.size()).forEach(range -> fill(owners, range, address));
                epoch = Math.max(epoch, Long.parseLong(words.get(EPOCH)));
            }
        }
        return new ClusterMap(owners, epoch);
    }

    Optional<RedisAddress> owner(int slot) {
        return Optional.ofNullable(owners[slot]);
    }

    Set<RedisAddress> primaries() {
        return Arrays.stream(owners).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    boolean whole() {
        return Arrays.stream(owners).allMatch(Objects::nonNull);
    }

    /** As this one, but for a slot that a node has said another has. */
    ClusterMap with(int slot, RedisAddress owner) {
        @Nullable RedisAddress[] changed = owners.clone();
        changed[slot] = owner;
        return new ClusterMap(changed, epoch);
    }

    boolean sameOwners(ClusterMap other) {
        return Arrays.equals(owners, other.owners);
    }

    private static RedisAddress address(String word, RedisAddress asked, boolean byName) {
        String[] parts = word.split(",", -1);
        RedisAddress address = RedisAddress.parse(parts[0].split("@", 2)[0], asked.port());
        String name = byName && parts.length > 1 ? parts[1] : "";
        if (!name.isEmpty()) {
            return new RedisAddress(name, address.port());
        }
        return address.host().isEmpty() ? new RedisAddress(asked.host(), address.port()) : address;
    }

    /** {@code 7} or {@code 7-12}; {@code [7->-…} is a slot on the move, which its owner still has. */
    private static void fill(@Nullable RedisAddress[] owners, String range, RedisAddress address) {
        if (range.isEmpty() || range.startsWith("[")) {
            return;
        }
        String[] ends = range.split("-", 2);
        Arrays.fill(owners, Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1, address);
    }
}
