package io.shapservice.queue;

import io.shapservice.redis.Reply;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@code results.lua} answers: {view, incarnation, length, digest, {batch, first row, rows, committed}, …}. */
final class ResultsReader {
    private ResultsReader() {}

    static Results read(String jobId, ResultsCursor after, Reply reply) {
        List<Reply> parts = reply.items();
        JobView job = JobViews.read(jobId, parts.get(0));
        String incarnation = parts.get(1).text();
        long length = parts.get(2).whole();
        String digest = parts.get(3).text();
        // Expired results are gone for good, which is no loss of history.
        boolean expired = job.state() == JobState.EXPIRED;
        if (!after.belongsTo(incarnation) || (after.seq() > length && !expired)) {
            return new Results.Reset(job);
        }
        List<Results.CommittedBatch> batches = new ArrayList<>();
        for (Reply batch : parts.subList(4, parts.size())) {
            batches.add(committed(batch.items()));
        }
        long next = after.seq() + batches.size();
        return new Results.Page(
                job,
                batches,
                new ResultsCursor(incarnation, next, digest).text(),
                job.state().ended() && next >= length);
    }

    /** {@code attempt|sha256|bytes|resultKey}. */
    static String resultKey(String committed) {
        return committed.split("\\|", 4)[3];
    }

    private static Results.CommittedBatch committed(List<Reply> batch) {
        String[] parts = batch.get(3).text().split("\\|", 4);
        return new Results.CommittedBatch(
                batch.get(0).whole(),
                batch.get(1).whole(),
                (int) batch.get(2).whole(),
                parts[3],
                parts[1],
                Long.parseLong(parts[2]));
    }
}
