package io.shapservice.operator.autoscale;

import io.shapservice.protocol.sample.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Rows per second of the whole fleet, from what Redis counted as done, by Redis' own clock. */
record Throughput(String incarnation, List<Point> points) {
    static final Throughput UNKNOWN = new Throughput("", List.of());
    private static final Duration SPAN = Duration.ofSeconds(30);
    private static final Duration LEAST_SPAN = Duration.ofSeconds(5);

    record Point(long millis, long rows) {}

    Throughput {
        points = List.copyOf(points);
    }

    Throughput plus(Sample sample) {
        Point point = new Point(sample.redisTimeMillis(), sample.queue().rowsDone());
        if (!incarnation.equals(sample.incarnation())) {
            return new Throughput(sample.incarnation(), List.of(point));
        }
        if (!points.isEmpty() && points.getLast().millis() >= point.millis()) {
            return this;
        }
        List<Point> kept = new ArrayList<>(points.stream()
                .filter(p -> p.millis() >= point.millis() - SPAN.toMillis())
                .toList());
        kept.add(point);
        return new Throughput(incarnation, kept);
    }

    /** Over what was counted since the given time; empty while that is too short to tell. */
    OptionalDouble rowsPerSecond(long sinceMillis) {
        List<Point> counted =
                points.stream().filter(p -> p.millis() >= sinceMillis).toList();
        if (counted.size() < 2) {
            return OptionalDouble.empty();
        }
        long millis = counted.getLast().millis() - counted.getFirst().millis();
        if (millis < LEAST_SPAN.toMillis()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                1000.0 * (counted.getLast().rows() - counted.getFirst().rows()) / millis);
    }

    long lastMillis() {
        return points.isEmpty() ? 0 : points.getLast().millis();
    }
}
