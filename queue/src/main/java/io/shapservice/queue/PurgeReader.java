package io.shapservice.queue;

import io.shapservice.redis.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what {@code purge.lua} answers: {batches, committed…}. */
final class PurgeReader {
    private PurgeReader() {}

    static Optional<Purge> read(String jobId, Reply reply) {
        if (reply.missing()) {
            return Optional.empty();
        }
        List<Reply> parts = reply.items();
        List<String> keys = new ArrayList<>();
        for (long batch = 0; batch < parts.getFirst().whole(); batch++) {
            keys.add("job/" + jobId + "/in/" + batch);
        }
        parts.stream().skip(1).map(Reply::text).map(ResultsReader::resultKey).forEach(keys::add);
        return Optional.of(new Purge(keys));
    }
}
