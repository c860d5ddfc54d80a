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

/** Reads what the scripts' {@code view} answers: {fields, in flight, seconds per batch, dead batches, kind}. */
final class JobViews {
    private JobViews() {}

    static Optional<JobView> readIfPresent(String id, Reply reply) {
        return reply.missing() ? Optional.empty() : Optional.of(read(id, reply));
    }

    static JobView read(String id, Reply reply) {
        List<Reply> parts = reply.items();
        Map<String, String> fields = parts.get(0).fields();
        List<Reply> kind = parts.get(4).items();
        return new JobView(
                id,
                text(fields, "tenant"),
                text(fields, "lane"),
                kind.get(0).text(),
                kind.get(1).text(),
                kind.get(2).text(),
                JobState.valueOf(text(fields, "state").toUpperCase(Locale.ROOT)),
                number(fields, "rows"),
                number(fields, "doneRows"),
                (int) number(fields, "size"),
                number(fields, "batches"),
                number(fields, "done"),
                parts.get(1).whole(),
                parts.get(2).real(),
                Instant.ofEpochMilli(number(fields, "created")),
                time(fields, "started"),
                time(fields, "progress"),
                time(fields, "ended"),
                time(fields, "expires"),
                dead(parts.get(3).items()));
    }

    /** {batch, class|message, first row, rows, …}. */
    private static List<JobView.DeadBatch> dead(List<Reply> items) {
        List<JobView.DeadBatch> dead = new ArrayList<>();
        for (int i = 0; i + 3 < items.size(); i += 4) {
            String reason = items.get(i + 1).text();
            int bar = reason.indexOf('|');
            dead.add(new JobView.DeadBatch(
                    items.get(i).whole(),
                    items.get(i + 2).whole(),
                    (int) items.get(i + 3).whole(),
                    FailureClass.valueOf(reason.substring(0, bar)),
                    reason.substring(bar + 1)));
        }
        dead.sort(Comparator.comparingLong(JobView.DeadBatch::rowOffset));
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
