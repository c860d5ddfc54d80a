package io.shapservice.cli.demo;

import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The row ranges that a job's result pages have shown, and when: each row must come once, and only once. Thread-safe. */
final class CommittedRows {
    /** @param seen since the demo began */
    private record Range(long end, Duration seen) {}

    private final NavigableMap<Long, Range> ranges = new ConcurrentSkipListMap<>();

    /** @throws PromiseBroken when some of these rows were committed before */
    void add(long from, long count, Duration seen) throws PromiseBroken {
        if (count == 0) {
            return;
        }
        var before = ranges.floorEntry(from + count - 1);
        if (before != null && before.getValue().end() > from) {
            throw new PromiseBroken("rows %d to %d came twice in the results"
                    .formatted(from, before.getValue().end()));
        }
        ranges.put(from, new Range(from + count, seen));
    }

    /** When the row's result was seen first. */
    Optional<Duration> seen(long row) {
        return Optional.ofNullable(ranges.floorEntry(row))
                .map(Map.Entry::getValue)
                .filter(range -> range.end() > row)
                .map(Range::seen);
    }

    long count() {
        return ranges.entrySet().stream()
                .mapToLong(range -> range.getValue().end() - range.getKey())
                .sum();
    }
}
