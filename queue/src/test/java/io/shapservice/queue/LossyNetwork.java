package io.shapservice.queue;

import io.shapservice.redis.Outcome;
import io.shapservice.redis.Reply;
import io.shapservice.redis.Script;
import io.shapservice.redis.Traffic;
import java.util.List;
import java.util.function.Function;

/** Between a process and Redis: the next call loses its question or its answer, or comes late. */
final class LossyNetwork implements ScriptRunner {
    private final ScriptRunner redis;
    private Fate next = Fate.ARRIVE;
    private Runnable late = () -> {};

    private enum Fate {
        ARRIVE,
        QUESTION_LOST,
        QUESTION_LATE,
        ANSWER_LOST
    }

    LossyNetwork(ScriptRunner redis) {
        this.redis = redis;
    }

    void loseNextAnswer() {
        next = Fate.ANSWER_LOST;
    }

    void loseNextAnswerIf(boolean lose) {
        next = lose ? Fate.ANSWER_LOST : Fate.ARRIVE;
    }

    void loseNextQuestion() {
        next = Fate.QUESTION_LOST;
    }

    void delayNextQuestion() {
        next = Fate.QUESTION_LATE;
    }

    void deliverLate() {
        late.run();
    }

    @Override
    public <T> Outcome<T> run(Traffic traffic, Script script, String key, List<String> args, Function<Reply, T> read) {
        Fate fate = next;
        next = Fate.ARRIVE;
        return switch (fate) {
            case ARRIVE -> redis.run(traffic, script, key, args, read);
            case QUESTION_LOST -> unknown();
            case QUESTION_LATE -> {
                late = () -> QueueOnRedis.value(redis.run(traffic, script, key, args, read));
                yield unknown();
            }
            case ANSWER_LOST -> {
                QueueOnRedis.value(redis.run(traffic, script, key, args, reply -> reply));
                yield unknown();
            }
        };
    }

    private static <T> Outcome<T> unknown() {
        return Outcome.failed(Outcome.Kind.TIMEOUT, "lost on its way");
    }
}
