package io.shapservice.operator.autoscale;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether more workers still bring more: after each growth the throughput is compared with what it was before. While it is
 * not yet known, growth goes on.
 *
 * @param grown the last growth whose effect is being measured
 * @param until no growth before then
 */
record Saturation(Optional<Grown> grown, Optional<Instant> until) {
    static final Saturation NONE = new Saturation(Optional.empty(), Optional.empty());
    private static final double LEAST_GAIN = 0.2;
    private static final Duration MEASURE = Duration.ofSeconds(15);
    private static final Duration HOLD = Duration.ofMinutes(5);

    /**
     * @param rowsPerSecond before the growth
     * @param settledMillis Redis' time when all the new workers were ready; 0 until then
     */
    record Grown(int from, int to, double rowsPerSecond, long settledMillis) {
        private double expectedGain() {
            return rowsPerSecond * (to - from) / from;
        }
    }

    /** @param throughput just before the growth */
    Saturation growing(int from, int to, Throughput throughput) {
        var before = throughput.rowsPerSecond(0);
        if (from == 0 || before.isEmpty() || before.getAsDouble() <= 0) {
            return new Saturation(Optional.empty(), until);
        }
        return new Saturation(Optional.of(new Grown(from, to, before.getAsDouble(), 0)), until);
    }

    Saturation observe(FleetSize fleet, Throughput throughput, Instant now) {
        if (grown.isEmpty()) {
            return this;
        }
        Grown last = grown.get();
        if (last.settledMillis() == 0) {
            return fleet.ready() < last.to()
                    ? this
                    : new Saturation(
                            Optional.of(
                                    new Grown(last.from(), last.to(), last.rowsPerSecond(), throughput.lastMillis())),
                            until);
        }
        if (throughput.lastMillis() - last.settledMillis() < MEASURE.toMillis()) {
            return this;
        }
        var after = throughput.rowsPerSecond(last.settledMillis());
        boolean little =
                after.isPresent() && after.getAsDouble() - last.rowsPerSecond() < LEAST_GAIN * last.expectedGain();
        return new Saturation(Optional.empty(), little ? Optional.of(now.plus(HOLD)) : Optional.empty());
    }

    boolean holds(Instant now) {
        return until.filter(now::isBefore).isPresent();
    }
}
