package io.shapservice.operator.autoscale;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The largest of the recommendations of a span of time. Only those are kept that can still become the largest: each is
 * larger than all younger ones.
 */
record Window(List<Entry> entries) {
    static final Window EMPTY = new Window(List.of());

    record Entry(Instant at, int workers) {}

    Window {
        entries = List.copyOf(entries);
    }

    /** With this recommendation, and without those older than the span. */
    Window plus(Instant now, int workers, Duration span) {
        List<Entry> kept = new ArrayList<>();
        Instant start = now.minus(span);
        for (Entry entry : entries) {
            if (entry.workers() > workers && !entry.at().isBefore(start)) {
                kept.add(entry);
            }
        }
        kept.add(new Entry(now, workers));
        return new Window(kept);
    }

    /** The largest; the window must not be empty. */
    int largest() {
        return entries.getFirst().workers();
    }
}
