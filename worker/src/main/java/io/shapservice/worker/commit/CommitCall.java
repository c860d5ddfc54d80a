package io.shapservice.worker.commit;

import io.shapservice.queue.Completion;
import io.shapservice.redis.Outcome;
import java.util.function.Supplier;

/**
 * One commit, repeated until it is answered. When a try got no answer it may have taken effect all the same; a later "duplicate" or
 * "gone" can then mean this very commit, and its blob must stay.
 */
final class CommitCall implements Supplier<Outcome<Completion>> {
    private final Supplier<Outcome<Completion>> complete;
    private boolean mayHaveTakenEffect;

    CommitCall(Supplier<Outcome<Completion>> complete) {
        this.complete = complete;
    }

    @Override
    public Outcome<Completion> get() {
        Outcome<Completion> outcome = complete.get();
        if (outcome instanceof Outcome.Failed<Completion>(Outcome.Kind kind, String _)) {
            mayHaveTakenEffect |= ambiguous(kind);
        }
        return outcome;
    }

    /** Whether the blob is certainly not the committed one. */
    boolean mayDelete(Completion answer) {
        return switch (answer) {
            case COMMITTED -> false;
            case DUPLICATE, STALE, GONE -> !mayHaveTakenEffect;
        };
    }

    private static boolean ambiguous(Outcome.Kind kind) {
        return switch (kind) {
            case TIMEOUT, DISCONNECTED, ERROR -> true;
            case REJECTED, OOM, READONLY, LOADING -> false;
        };
    }
}
