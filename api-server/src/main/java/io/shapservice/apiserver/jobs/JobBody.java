package io.shapservice.apiserver.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.shapservice.protocol.batch.JobOptions;
import io.shapservice.queue.JobState;
import io.shapservice.queue.JobView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A job as the HTTP API tells it.
 *
 * @param error what went wrong, for a person; null while nothing has
 * @param dead row ranges that were given up, with their reasons
 * @param stale true when Redis is away and this is what was known at {@code asOf}; absent otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobBody(
        String id,
        String model,
        String modelDigest,
        String state,
        long rows,
        long rowsDone,
        int batchSize,
        long batches,
        long batchesDone,
        long batchesInFlight,
        JobOptions options,
        String createdAt,
        @Nullable String startedAt,
        @Nullable String progressAt,
        @Nullable String endedAt,
        @Nullable String expiresAt,
        @Nullable String error,
        List<DeadRows> dead,
        @Nullable Boolean stale,
        @Nullable String asOf) {

    /** Rows that have no results. */
    public record DeadRows(@JsonProperty("row_offset") long rowOffset, int rows, String reason, String message) {}

    public static JobBody of(JobView job) {
        return of(job, null);
    }

    /** @param asOf when this was known, if Redis is away now */
    public static JobBody of(JobView job, @Nullable Instant asOf) {
        return new JobBody(
                job.id(),
                job.model(),
                job.modelDigest(),
                job.state().name().toLowerCase(Locale.ROOT),
                job.rows(),
                job.rowsDone(),
                job.batchSize(),
                job.batches(),
                job.batchesDone(),
                job.batchesInFlight(),
                JobOptions.fromJson(job.options()),
                job.createdAt().toString(),
                text(job.startedAt()),
                text(job.progressAt()),
                text(job.endedAt()),
                text(job.expiresAt()),
                error(job),
                job.dead().stream()
                        .map(d -> new DeadRows(
                                d.rowOffset(), d.rows(), d.failureClass().name(), d.message()))
                        .toList(),
                asOf == null ? null : Boolean.TRUE,
                text(asOf));
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    private static @Nullable String error(JobView job) {
        boolean lost = job.state() == JobState.FAILED || job.state() == JobState.PARTIAL;
        if (!lost || job.dead().isEmpty()) {
            return null;
        }
        JobView.DeadBatch first = job.dead().getFirst();
        long rows = job.dead().stream().mapToLong(JobView.DeadBatch::rows).sum();
        return rows + " rows could not be explained; the first from row " + first.rowOffset() + ": " + first.message();
    }
}
