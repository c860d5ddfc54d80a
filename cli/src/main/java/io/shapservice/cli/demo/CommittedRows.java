package io.shapservice.cli.demo;

import java.time.Duration;
import java.util.BitSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The rows that a job's result pages have shown, and when: each must come once in a reading, and only once. Thread-safe. */
final class CommittedRows {
    /** @param seen since the demo began */
    private record Range(int end, Duration seen) {}

    private final NavigableMap<Integer, Range> ranges = new TreeMap<>();
    private final BitSet rows = new BitSet();
    private final BitSet reading = new BitSet();

    /** @throws PromiseBroken when this reading has shown some of these rows before */
    synchronized void add(long offset, long count, Duration seen) throws PromiseBroken {
        int from = Math.toIntExact(offset);
        int end = Math.toIntExact(offset + count);
        int twice = reading.nextSetBit(from);
        if (twice >= 0 && twice < end) {
            throw new PromiseBroken("rows %d to %d came twice in the results"
                    .formatted(twice, Math.min(end, reading.nextClearBit(twice))));
        }
        reading.set(from, end);
        for (int first = rows.nextClearBit(from); first < end; first = rows.nextClearBit(first)) {
            int known = rows.nextSetBit(first);
            int next = known < 0 ? end : Math.min(end, known);
            ranges.put(first, new Range(next, seen));
            rows.set(first, next);
        }
    }

    /** From the first page on, with rows that are known already. */
    synchronized void readAgain() {
        reading.clear();
    }

    /** When the row's result was seen first. */
    synchronized Optional<Duration> seen(long row) {
        return Optional.ofNullable(ranges.floorEntry(Math.toIntExact(row)))
                .map(Map.Entry::getValue)
                .filter(range -> range.end() > row)
                .map(Range::seen);
    }

    synchronized long count() {
        return rows.cardinality();
    }
}
