package io.shapservice.apiserver.submit;

import io.shapservice.apiserver.problem.RedisProblems;
import io.shapservice.queue.JobQueue;
import io.shapservice.queue.Reserved;
import io.shapservice.queue.budget.Amount;
import java.time.Duration;

/**
 * The room that an upload was granted: asked for some batches ahead, so that it does not cost a round trip for each, and kept by
 * saying now and then that rows still come.
 */
final class UploadRoom {
    private static final long MOST_BATCHES_AHEAD = 64;
    private static final long MOST_BYTES_AHEAD = 8L << 20;
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final JobQueue queue;
    private final String uploadId;
    private Amount granted = Amount.NONE;
    private long askedAt = System.nanoTime();

    UploadRoom(JobQueue queue, String uploadId) {
        this.queue = queue;
        this.uploadId = uploadId;
    }

    /**
     * Returns when the next batch may be stored.
     *
     * @param withNext what the upload takes up with it
     * @param batchBytes what it takes up itself
     */
    void grow(Amount withNext, int batchBytes, int batchSize) {
        if (withNext.bytes() <= granted.bytes()
                && withNext.rows() <= granted.rows()
                && withNext.batches() <= granted.batches()) {
            return;
        }
        long ahead = Math.min(Math.min(withNext.batches(), MOST_BATCHES_AHEAD), MOST_BYTES_AHEAD / batchBytes);
        Amount more = new Amount(
                withNext.bytes() + ahead * batchBytes, withNext.rows() + ahead * batchSize, withNext.batches() + ahead);
        if (ahead == 0 || !(ask(more) instanceof Reserved.Granted)) {
            granted(ask(withNext));
            granted = withNext;
        } else {
            granted = more;
        }
    }

    /** Rows still come, though a whole batch takes its time. */
    void heard() {
        if (System.nanoTime() - askedAt > SILENCE.toNanos()) {
            granted(ask(granted));
        }
    }

    private Reserved ask(Amount total) {
        askedAt = System.nanoTime();
        return RedisProblems.valueOf(queue.reserve(uploadId, total), "The rows cannot be stored");
    }

    private static void granted(Reserved reserved) {
        switch (reserved) {
            case Reserved.Granted() -> {}
            case Reserved.Refused(var refusal) -> throw SubmitAnswers.refused(refusal);
            case Reserved.Lost() -> throw SubmitAnswers.lost();
        }
    }
}
