package io.shapservice.operator.autoscale;

import java.time.Instant;
import java.util.Optional;

/**
 * What earlier decisions leave behind for the next one.
 *
 * @param takenOver when this operator began to decide for the service
 * @param desired the last decision
 * @param quietSince since when each sample was good and showed no work
 * @param lastDown when the fleet was last made smaller
 */
public record History(
        Instant takenOver,
        int desired,
        Window window,
        Growth growth,
        Throughput throughput,
        Saturation saturation,
        Optional<Instant> quietSince,
        Optional<Instant> lastDown) {

    /** @param fleet the workers that there are; they stay until something is known */
    public static History takingOver(Instant now, int fleet) {
        return new History(
                now,
                fleet,
                Window.EMPTY,
                Growth.NONE,
                Throughput.UNKNOWN,
                Saturation.NONE,
                Optional.empty(),
                Optional.empty());
    }

    History desiring(int workers) {
        return new History(takenOver, workers, window, growth, throughput, saturation, quietSince, lastDown);
    }

    /** After a time of which nothing is known: no longer quiet. */
    History unsure() {
        return new History(takenOver, desired, window, growth, throughput, saturation, Optional.empty(), lastDown);
    }

    History observed(Window seen, Throughput rows, Saturation gain, Optional<Instant> quiet) {
        return new History(takenOver, desired, seen, growth, rows, gain, quiet, lastDown);
    }

    History grown(Instant now, int workers) {
        return new History(
                takenOver,
                workers,
                window,
                growth.before(now, desired),
                throughput,
                saturation.growing(desired, workers, throughput),
                quietSince,
                lastDown);
    }

    History shrunk(Instant now, int workers) {
        return new History(takenOver, workers, window, growth, throughput, saturation, quietSince, Optional.of(now));
    }
}
