package io.shapservice.storage;

import io.shapservice.redis.Outcome;
import io.shapservice.redis.RedisGateway;
import io.shapservice.redis.Reply;
import io.shapservice.redis.Traffic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Blobs in Redis. A blob is a head and, when it is large, further chunks; the head is written last, so that a blob which can be
 * seen is whole. Keys stay outside the queue's hash tag: a cluster spreads them over its nodes.
 */
public final class RedisBlobStore implements BlobStore {
    /**
     * What one command carries. The driver holds it in direct memory, of which a worker has 24 MiB, and in a buffer of the next
     * power of two: with its head and the protocol's own bytes a chunk fits into 256 KiB.
     */
    static final int CHUNK = (256 << 10) - 1024;

    private final RedisGateway redis;

    public RedisBlobStore(RedisGateway redis) {
        this.redis = redis;
    }

    @Override
    public Outcome<Stored> put(BlobKey key, byte[] bytes, Duration ttl) {
        byte[] digest = Digests.sha256(bytes);
        BlobHead head = BlobHead.of(bytes, digest, CHUNK);
        Outcome<Boolean> written = Outcome.ok(true);
        for (int chunk = 1; chunk < head.chunks(); chunk++) {
            byte[] part = Arrays.copyOfRange(bytes, chunk * CHUNK, Math.min(bytes.length, (chunk + 1) * CHUNK));
            String name = name(key, chunk);
            written = written.then(done -> set(name, part, ttl));
        }
        return written.then(done -> set(name(key, 0), head.encode(bytes), ttl))
                .map(done -> new Stored(key, Digests.hex(digest), bytes.length));
    }

    @Override
    public Outcome<Optional<byte[]>> get(BlobKey key) {
        return get(key, _ -> {});
    }

    @Override
    public Outcome<Optional<byte[]>> get(BlobKey key, LongConsumer moved) {
        return fetch(name(key, 0)).then(first -> {
            if (first.isEmpty()) {
                return Outcome.ok(Optional.empty());
            }
            moved.accept(first.get().length);
            Optional<BlobHead> head = BlobHead.decode(first.get());
            return head.isEmpty()
                    ? corrupt(key, "its head cannot be read")
                    : assemble(key, head.get(), first.get(), moved);
        });
    }

    @Override
    public Outcome<Boolean> keep(BlobKey key, Duration ttl) {
        return head(key).then(head -> {
            Outcome<Boolean> kept = Outcome.ok(head.isPresent());
            for (int chunk = 0; chunk < head.map(BlobHead::chunks).orElse(0); chunk++) {
                String name = name(key, chunk);
                kept = kept.then(all -> expire(name, ttl).map(one -> all && one));
            }
            return kept;
        });
    }

    @Override
    public Outcome<Boolean> delete(BlobKey key) {
        return head(key).then(head -> {
            List<byte[]> names = new ArrayList<>();
            for (int chunk = 0; chunk < head.map(BlobHead::chunks).orElse(1); chunk++) {
                names.add(ascii(name(key, chunk)));
            }
            Outcome<Boolean> deleted = Outcome.ok(false);
            for (byte[] name : names) {
                deleted = deleted.then(any ->
                        redis.command(Traffic.PAYLOAD, "UNLINK", List.of(name), reply -> any || reply.whole() > 0));
            }
            return deleted;
        });
    }

    @Override
    public long epoch() {
        return redis.reconnects();
    }

    /** The gateway belongs to the caller. */
    @Override
    public void close() {}

    private Outcome<Optional<byte[]>> assemble(BlobKey key, BlobHead head, byte[] first, LongConsumer moved) {
        byte[] whole = new byte[head.size()];
        int filled = first.length - BlobHead.BYTES;
        if (filled > whole.length) {
            return corrupt(key, "its head holds more than its size");
        }
        System.arraycopy(first, BlobHead.BYTES, whole, 0, filled);
        for (int chunk = 1; chunk < head.chunks(); chunk++) {
            switch (fetch(name(key, chunk))) {
                case Outcome.Failed<Optional<byte[]>> failed -> {
                    return failed;
                }
                case Outcome.Ok<Optional<byte[]>>(Optional<byte[]> part) -> {
                    if (part.isEmpty() || filled + part.get().length > whole.length) {
                        return corrupt(key, "chunk " + chunk + " of " + head.chunks() + " is missing or too long");
                    }
                    System.arraycopy(part.get(), 0, whole, filled, part.get().length);
                    filled += part.get().length;
                    moved.accept(part.get().length);
                }
            }
        }
        return filled == whole.length && Arrays.equals(Digests.sha256(whole), head.digest())
                ? Outcome.ok(Optional.of(whole))
                : corrupt(key, "its checksum does not fit");
    }

    private Outcome<Optional<BlobHead>> head(BlobKey key) {
        List<byte[]> range = List.of(ascii(name(key, 0)), ascii("0"), ascii(Integer.toString(BlobHead.BYTES - 1)));
        return redis.command(Traffic.PAYLOAD, "GETRANGE", range, reply -> BlobHead.decode(reply.bytes()));
    }

    private Outcome<Optional<byte[]>> fetch(String name) {
        return redis.command(
                Traffic.PAYLOAD,
                "GET",
                List.of(ascii(name)),
                reply -> reply.missing() ? Optional.empty() : Optional.of(reply.bytes()));
    }

    private Outcome<Boolean> set(String name, byte[] bytes, Duration ttl) {
        List<byte[]> args = new ArrayList<>(List.of(ascii(name), bytes));
        if (!ttl.isZero()) {
            args.add(ascii("PX"));
            args.add(ascii(Long.toString(ttl.toMillis())));
        }
        return redis.command(Traffic.PAYLOAD, "SET", args, Reply::text).map(ok -> true);
    }

    private Outcome<Boolean> expire(String name, Duration ttl) {
        return ttl.isZero()
                ? redis.command(Traffic.PAYLOAD, "PERSIST", List.of(ascii(name)), Reply::whole)
                        .map(changed -> true)
                : redis.command(
                        Traffic.PAYLOAD,
                        "PEXPIRE",
                        List.of(ascii(name), ascii(Long.toString(ttl.toMillis()))),
                        reply -> reply.whole() == 1);
    }

    private static <T> Outcome<T> corrupt(BlobKey key, String why) {
        return Outcome.failed(Outcome.Kind.ERROR, "blob " + key.path() + " is corrupt: " + why);
    }

    private static String name(BlobKey key, int chunk) {
        return chunk == 0 ? "blob:" + key.path() : "blob:" + key.path() + "#" + chunk;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
