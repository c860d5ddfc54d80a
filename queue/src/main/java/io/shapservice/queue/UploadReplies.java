package io.shapservice.queue;

import io.shapservice.queue.budget.Refusal;
import io.shapservice.redis.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads what the scripts about uploads, submits and what they leave behind answer; the first word says what it is. */
final class UploadReplies {
    private UploadReplies() {}

    static Begun begun(Reply reply) {
        List<Reply> parts = reply.items();
        String word = parts.getFirst().text();
        return switch (word) {
            case "OPEN" -> new Begun.Open();
            case "IN_PROGRESS" -> new Begun.InProgress();
            case "REFUSED" -> new Begun.Refused(refusal(parts.get(1)));
            case "KNOWN" -> known(parts);
            default -> throw unexpected(word);
        };
    }

    static Reserved reserved(Reply reply) {
        List<Reply> parts = reply.items();
        String word = parts.getFirst().text();
        return switch (word) {
            case "GRANTED" -> new Reserved.Granted();
            case "LOST" -> new Reserved.Lost();
            case "REFUSED" -> new Reserved.Refused(refusal(parts.get(1)));
            default -> throw unexpected(word);
        };
    }

    static Submitted submitted(Reply reply) {
        List<Reply> parts = reply.items();
        String word = parts.getFirst().text();
        return switch (word) {
            // The view's own id: under a known idempotency key it is another job than the one that was asked for.
            case "ACCEPTED" ->
                new Submitted.Accepted(
                        JobViews.read(parts.get(3).text(), parts.get(2)),
                        parts.get(1).whole() == 1);
            case "KEY_REUSED" -> new Submitted.KeyReused(parts.get(1).text());
            case "DELETED" -> new Submitted.Deleted(parts.get(1).text());
            case "IN_PROGRESS" -> new Submitted.InProgress();
            case "LOST" -> new Submitted.Lost();
            case "REFUSED" -> new Submitted.Refused(refusal(parts.get(1)));
            default -> throw unexpected(word);
        };
    }

    /** {entry, first, end}, or {entry, batch, committed, …}. */
    static Optional<Garbage> garbage(Reply reply) {
        if (reply.missing()) {
            return Optional.empty();
        }
        List<Reply> parts = reply.items();
        String entry = parts.getFirst().text();
        return Optional.of(entry.endsWith("/in") ? inputs(entry, parts) : results(entry, parts));
    }

    private static Garbage inputs(String entry, List<Reply> parts) {
        String job = entry.substring(0, entry.length() - "/in".length());
        List<String> keys = new ArrayList<>();
        for (long batch = parts.get(1).whole(); batch < parts.get(2).whole(); batch++) {
            keys.add("job/" + job + "/in/" + batch);
        }
        return new Garbage(entry, parts.get(2).whole(), List.of(), keys);
    }

    private static Garbage results(String entry, List<Reply> parts) {
        List<String> units = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (int i = 1; i + 1 < parts.size(); i += 2) {
            units.add(parts.get(i).text());
            keys.add(ResultsReader.resultKey(parts.get(i + 1).text()));
        }
        return new Garbage(entry, 0, units, keys);
    }

    private static Begun.Known known(List<Reply> parts) {
        String id = parts.get(1).text();
        Optional<JobView> job = parts.size() > 3 ? JobViews.readIfPresent(id, parts.get(3)) : Optional.empty();
        return new Begun.Known(id, parts.get(2).text(), job);
    }

    private static Refusal refusal(Reply reply) {
        List<Reply> r = reply.items();
        return new Refusal(
                Refusal.Owner.valueOf(r.get(0).text().toUpperCase(Locale.ROOT)),
                Refusal.Resource.valueOf(r.get(1).text().toUpperCase(Locale.ROOT)),
                r.get(2).whole(),
                r.get(3).whole(),
                r.get(4).whole(),
                Duration.ofSeconds(r.get(5).whole()));
    }

    private static IllegalStateException unexpected(String word) {
        return new IllegalStateException("the answer begins with " + word);
    }
}
