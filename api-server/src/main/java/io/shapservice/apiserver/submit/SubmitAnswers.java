package io.shapservice.apiserver.submit;

import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.protocol.problem.ProblemType;
import io.shapservice.queue.Submitted;
import io.shapservice.queue.budget.Refusal;
import java.time.Duration;
import java.util.Locale;

/** What the queue's answers to a submit mean to a client. */
final class SubmitAnswers {
    private SubmitAnswers() {}

    static Submitted.Accepted accepted(Submitted submitted) {
        return switch (submitted) {
            case Submitted.Accepted accepted -> accepted;
            case Submitted.KeyReused _ -> throw keyReused();
            case Submitted.Deleted(String id) -> throw deleted(id);
            case Submitted.InProgress() -> throw inProgress();
            case Submitted.Refused(Refusal refusal) -> throw refused(refusal);
            case Submitted.Lost() -> throw lost();
        };
    }

    static ProblemException keyReused() {
        return ProblemException.at(
                ProblemType.KEY_REUSED,
                "header " + IdempotencyHeader.NAME,
                "This Idempotency-Key was used for another body or other options: use a new key for a new job.");
    }

    static ProblemException deleted(String id) {
        return new ProblemException(
                ProblemType.RESULTS_EXPIRED,
                "The job of this request is " + id
                        + ", which has been deleted since: use a new Idempotency-Key for a new job.");
    }

    static ProblemException unknown(String jobId, String why) {
        return new ProblemException(
                        ProblemType.OUTCOME_UNKNOWN,
                        why + ". If the job was submitted, it is job " + jobId
                                + ". Retry with the same Idempotency-Key, or look for that job.")
                .withRetryAfter(Duration.ofSeconds(2));
    }

    static ProblemException inProgress() {
        return new ProblemException(
                        ProblemType.IN_PROGRESS,
                        "Another request with this Idempotency-Key is being taken in: ask again for its job.")
                .withRetryAfter(Duration.ofSeconds(1));
    }

    static ProblemException lost() {
        return new ProblemException(
                        ProblemType.REDIS_UNAVAILABLE,
                        "The rows came too slowly, or Redis has lost them, and were given up: send them again.")
                .withRetryAfter(Duration.ofSeconds(2));
    }

    static ProblemException refused(Refusal refusal) {
        String what = refusal.resource().name().toLowerCase(Locale.ROOT);
        String sum = "asked for " + refusal.asked() + " " + what + ", " + refusal.used() + " of " + refusal.limit()
                + " are taken";
        if (!refusal.mayFitLater()) {
            return new ProblemException(ProblemType.TOO_LARGE, "The job is larger than is ever allowed: " + sum + ".");
        }
        boolean tenant = refusal.owner() == Refusal.Owner.TENANT;
        return new ProblemException(
                        tenant ? ProblemType.OVER_QUOTA : ProblemType.QUEUE_FULL,
                        (tenant ? "The tenant's budget has no room: " : "The queue has no room: ") + sum + ".")
                .withRetryAfter(refusal.retryAfter());
    }
}
