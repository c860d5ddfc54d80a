package io.shapservice.queue;

import io.shapservice.redis.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what the scripts' {@code view} answers: {fields, in flight, seconds per batch, dead batches}. */
final class JobViews {
    private JobViews() {}

    static Optional<JobView> readIfPresent(String id, Reply reply) {
        return reply.missing() ? Optional.empty() : Optional.of(read(id, reply));
    }

    static JobView read(String id, Reply reply) {
        List<Reply> parts = reply.items();
        Map<String, String> fields = parts.get(0).fields();
        long rows = number(fields, "rows");
        int size = (int) number(fields, "size");
        return new JobView(
                id,
                text(fields, "tenant"),
                text(fields, "lane"),
                text(fields, "model"),
                text(fields, "digest"),
                text(fields, "options"),
                JobState.valueOf(text(fields, "state").toUpperCase(Locale.ROOT)),
                rows,
                number(fields, "doneRows"),
                size,
                number(fields, "batches"),
                number(fields, "done"),
                parts.get(1).whole(),
                parts.get(2).real(),
                Instant.ofEpochMilli(number(fields, "created")),
                time(fields, "started"),
                time(fields, "progress"),
                time(fields, "ended"),
                time(fields, "expires"),
                dead(parts.get(3).fields(), rows, size));
    }

    /** Rows of a batch; only the last one is shorter. */
    static int rowsOf(long rows, int size, long batch) {
        return (int) Math.min(size, rows - batch * size);
    }

    private static List<JobView.DeadBatch> dead(Map<String, String> why, long rows, int size) {
        List<JobView.DeadBatch> dead = new ArrayList<>();
        why.forEach((index, reason) -> {
            long batch = Long.parseLong(index);
            int bar = reason.indexOf('|');
            FailureClass failureClass = FailureClass.valueOf(reason.substring(0, bar));
            dead.add(new JobView.DeadBatch(
                    batch, batch * size, rowsOf(rows, size, batch), failureClass, reason.substring(bar + 1)));
        });
        dead.sort(Comparator.comparingLong(JobView.DeadBatch::batch));
        return dead;
    }

    private static String text(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalStateException("the job has no " + name);
        }
        return value;
    }

    private static long number(Map<String, String> fields, String name) {
        return Long.parseLong(text(fields, name));
    }

    private static @Nullable Instant time(Map<String, String> fields, String name) {
        String millis = fields.get(name);
        return millis == null ? null : Instant.ofEpochMilli(Long.parseLong(millis));
    }
}
