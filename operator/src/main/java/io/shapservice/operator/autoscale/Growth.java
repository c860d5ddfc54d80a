package io.shapservice.operator.autoscale;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How fast the fleet may grow: by 4 or by all that it has, whichever is more, within 15 seconds. */
record Growth(List<Size> sizes) {
    static final Growth NONE = new Growth(List.of());
    private static final Duration SPAN = Duration.ofSeconds(15);
    private static final int LEAST_STEP = 4;

    record Size(Instant at, int workers) {}

    Growth {
        sizes = List.copyOf(sizes);
    }

    /** Remembers that the fleet was of this size just before it changed. */
    Growth before(Instant now, int workers) {
        List<Size> kept = new ArrayList<>(
                sizes.stream().filter(size -> size.at().plus(SPAN).isAfter(now)).toList());
        kept.add(new Size(now, workers));
        return new Growth(kept);
    }

    /** The most workers that there may be now. */
    int limit(Instant now, int current) {
        int base = sizes.stream()
                .filter(size -> size.at().plus(SPAN).isAfter(now))
                .mapToInt(Size::workers)
                .reduce(current, Math::min);
        return base + Math.max(LEAST_STEP, base);
    }
}
