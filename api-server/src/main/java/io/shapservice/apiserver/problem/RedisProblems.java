package io.shapservice.apiserver.problem;

import io.shapservice.protocol.problem.ProblemType;
import io.shapservice.redis.Outcome;
import java.time.Duration;

/** What a caller is told when a call to Redis did not go through. */
public final class RedisProblems {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration WHEN_DRAINED = Duration.ofSeconds(15);

    private RedisProblems() {}

    /** The value, or the problem that the failure is. */
    public static <T> T valueOf(Outcome<T> outcome, String what) {
        return switch (outcome) {
            case Outcome.Ok<T>(T value) -> value;
            case Outcome.Failed<T> failed -> throw of(failed, what);
        };
    }

    /**
     * @param what could not be done, as in "The job cannot be submitted"
     */
    public static ProblemException of(Outcome.Failed<?> failed, String what) {
        return switch (failed.kind()) {
            case OOM ->
                new ProblemException(
                                ProblemType.QUEUE_FULL,
                                what + ": Redis has no memory left. It frees up as jobs are done and results expire.")
                        .withRetryAfter(WHEN_DRAINED);
            case TIMEOUT, REJECTED, DISCONNECTED, READONLY, LOADING, ERROR ->
                new ProblemException(
                                ProblemType.REDIS_UNAVAILABLE,
                                what + ": " + failed.detail()
                                        + ". Jobs that were accepted are kept; sync explains go on. Try again.")
                        .withRetryAfter(SOON);
        };
    }
}
