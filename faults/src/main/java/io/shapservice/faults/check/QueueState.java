package io.shapservice.faults.check;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shapservice.faults.process.Await;
import io.shapservice.redis.Outcome;
import io.shapservice.redis.RedisGateway;
import io.shapservice.redis.RedisSettings;
import io.shapservice.redis.Reply;
import io.shapservice.redis.Script;
import io.shapservice.redis.Traffic;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Looks into Redis past the service, on a connection that no fault touches but Redis' own. */
public final class QueueState implements AutoCloseable {
    private static final String SHARD = "{q0}";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration UNANSWERED = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final RedisGateway redis;
    private final Script invariant;

    private QueueState(RedisGateway redis, Script invariant) {
        this.redis = redis;
        this.invariant = invariant;
    }

    public static QueueState of(RedisSettings redis) {
        return new QueueState(
                RedisGateway.open(redis.withTimeout(TIMEOUT), new SimpleMeterRegistry(), Clock.systemUTC()),
                Script.load(QueueState.class, "invariant.lua"));
    }

    /** Every number that contradicts another. */
    public Invariant invariant() {
        return answered(() -> redis.run(Traffic.STATUS, invariant, SHARD, List.of(), reply -> {
            List<Reply> parts = reply.items();
            return new Invariant(
                    parts.get(0).items().stream().map(Reply::text).toList(),
                    parts.get(1).whole(),
                    parts.get(2).whole());
        }));
    }

    /** Batches that a worker holds now. */
    public List<HeldBatch> heldBy(String worker) {
        List<String> members = command(
                "ZRANGE",
                reply -> reply.items().stream().map(Reply::text).toList(),
                SHARD + ":held:" + worker,
                "0",
                "-1");
        List<HeldBatch> held = new ArrayList<>();
        for (String member : members) {
            int colon = member.lastIndexOf(':');
            held.add(new HeldBatch(member.substring(0, colon), Long.parseLong(member.substring(colon + 1))));
        }
        return held;
    }

    /** Whether the batch's result is committed, or its job is gone. */
    public boolean settled(HeldBatch batch) {
        return command("GETBIT", Reply::whole, SHARD + ":done:" + batch.job(), Long.toString(batch.number())) == 1
                || command("EXISTS", Reply::whole, SHARD + ":job:" + batch.job()) == 0;
    }

    /** What was committed for a batch: its attempt, checksum, bytes and key; empty for nothing. */
    public String committed(HeldBatch batch) {
        return command(
                "HGET",
                reply -> reply.missing() ? "" : reply.text(),
                SHARD + ":result:" + batch.job(),
                Long.toString(batch.number()));
    }

    /** Rows committed since Redis was empty. */
    public long rowsDone() {
        return command("HGET", reply -> reply.missing() ? 0 : reply.whole(), SHARD + ":meta", "rowsDone");
    }

    /** Ids of jobs of which bytes are stored while the queue knows no such job. */
    public Set<String> jobsWithoutRecord() {
        Set<String> stored = new TreeSet<>();
        for (String key :
                command("KEYS", reply -> reply.items().stream().map(Reply::text).toList(), "blob:job/*")) {
            stored.add(key.split("/", 3)[1]);
        }
        stored.removeIf(id -> command("EXISTS", Reply::whole, SHARD + ":job:" + id) == 1);
        return stored;
    }

    /** Gives Redis an order, whether or not it answers in time. */
    public void order(String name, String... arguments) {
        var _ = redis.command(Traffic.CONTROL, name, bytes(arguments), Reply::missing);
    }

    public <T> T command(String name, Function<Reply, T> read, String... arguments) {
        return answered(() -> redis.command(Traffic.STATUS, name, bytes(arguments), read));
    }

    private static <T> T answered(Supplier<Outcome<T>> call) {
        long end = System.nanoTime() + UNANSWERED.toNanos();
        while (true) {
            switch (call.get()) {
                case Outcome.Ok<T>(T value) -> {
                    return value;
                }
                case Outcome.Failed<T> failed
                when System.nanoTime() > end ->
                    throw new IllegalStateException("Redis has not answered for a minute: " + failed.detail());
                case Outcome.Failed<T> _ -> Await.pass(PAUSE);
            }
        }
    }

    private static List<byte[]> bytes(String... arguments) {
        return Stream.of(arguments)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public void close() {
        redis.close();
    }
}
