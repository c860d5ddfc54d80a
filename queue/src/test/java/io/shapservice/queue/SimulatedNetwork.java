package io.shapservice.queue;

import io.shapservice.redis.Outcome;
import io.shapservice.redis.Reply;
import io.shapservice.redis.Script;
import io.shapservice.redis.Traffic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Between simulated processes and a real Redis: loses questions and answers, keeps some for later and delivers others twice, all
 * from one seed. The time that scripts see is the simulation's, so that a run can be repeated. After every script all keys of the
 * shard are checked against each other.
 */
final class SimulatedNetwork implements ScriptRunner {
    private static final int MOST_LATE = 50;
    private static final double LOST = 0.02;

    private final WireRedis redis;
    private final SplittableRandom random;
    private final String audit;
    private final Map<String, String> digests = new HashMap<>();
    private final List<Runnable> late = new ArrayList<>();
    private Consumer<Object> truth = _ -> {};
    private long wallMillis = 1_800_000_000_000L;
    private long now;
    private long calls;

    SimulatedNetwork(WireRedis redis, SplittableRandom random) {
        this.redis = redis;
        this.random = random;
        this.audit = known(QueueOnRedis.AUDIT);
    }

    /** The logical clock after the last call. */
    long now() {
        return now;
    }

    long calls() {
        return calls;
    }

    void passMillis(long millis) {
        wallMillis += millis;
    }

    /** @param truth is told what really happened, whenever it does and whether or not the answer arrives */
    @SuppressWarnings("unchecked") // the answers that it is told are those of this call
    <T> Outcome<T> call(Supplier<Outcome<T>> call, Consumer<T> truth) {
        this.truth = (Consumer<Object>) (Consumer<?>) truth;
        return call.get();
    }

    void deliverSomethingLate() {
        if (!late.isEmpty()) {
            late.remove(random.nextInt(late.size())).run();
        }
    }

    @Override
    public <T> Outcome<T> run(Traffic traffic, Script script, String key, List<String> args, Function<Reply, T> read) {
        Consumer<Object> mine = truth;
        Supplier<T> deliver = () -> {
            T value = read.apply(execute(script, key, args));
            mine.accept(value);
            return value;
        };
        double fate = random.nextDouble();
        if (fate < LOST) {
            return unknown();
        }
        if (fate < 2 * LOST) {
            keep(deliver);
            return unknown();
        }
        T value = deliver.get();
        if (fate < 3 * LOST) {
            keep(deliver);
        }
        return fate > 1 - LOST ? unknown() : Outcome.ok(value);
    }

    private void keep(Supplier<?> deliver) {
        if (late.size() < MOST_LATE) {
            late.add(() -> {
                var _ = deliver.get();
            });
        }
    }

    private Reply execute(Script script, String key, List<String> args) {
        calls++;
        List<Reply> replies = redis.send(List.of(
                command(known(script), key, args),
                command(audit, key, List.of("", "0", "", "0")),
                List.of("HGET", key + ":meta", "now")));
        List<Reply> wrong = replies.get(1).items();
        if (!wrong.isEmpty()) {
            throw new AssertionError(
                    script.name() + " left: " + wrong.getFirst().text());
        }
        now = replies.get(2).missing() ? 0 : Math.round(replies.get(2).real());
        return replies.getFirst();
    }

    private List<String> command(String digest, String key, List<String> args) {
        List<String> command = new ArrayList<>(args.size() + 5);
        command.addAll(List.of("EVALSHA", digest, "2", key, Long.toString(wallMillis)));
        command.addAll(args);
        return command;
    }

    private String known(Script script) {
        return digests.computeIfAbsent(script.name(), _ -> {
            String source =
                    script.source().replace("call('TIME')", "{ math.floor(KEYS[2] / 1000), KEYS[2] % 1000 * 1000 }");
            return redis.send(List.of(List.of("SCRIPT", "LOAD", source)))
                    .getFirst()
                    .text();
        });
    }

    private static <T> Outcome<T> unknown() {
        return Outcome.failed(Outcome.Kind.TIMEOUT, "lost on its way");
    }
}
