package io.shapservice.operator.sampling;

import io.shapservice.protocol.sample.Sample;
import io.shapservice.protocol.sample.Sample.WorkerState;
import java.time.Duration;

/**
 * How long a poll may wait for news. A frozen worker is no news, so the answer must come in time to see it: a worker's age is
 * looked at again when it can have reached half of stuckAfter, and every second from then on.
 */
final class PollInterval {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private PollInterval() {}

    static Duration next(Sample last, Duration stuckAfter, Duration longest) {
        if (!last.good()) {
            return SHORTEST;
        }
        double oldest =
                last.workers().stream().mapToDouble(PollInterval::age).max().orElse(0);
        double seconds = stuckAfter.toMillis() / 2000.0 - oldest;
        Duration wait = Duration.ofSeconds((long) Math.max((double) SHORTEST.toSeconds(), seconds));
        return wait.compareTo(longest) < 0 ? wait : longest;
    }

    private static double age(WorkerState worker) {
        return Math.max(worker.heartbeatAgeSeconds(), worker.leases() > 0 ? worker.progressAgeSeconds() : 0);
    }
}
