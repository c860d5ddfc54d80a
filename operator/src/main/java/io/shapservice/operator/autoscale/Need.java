package io.shapservice.operator.autoscale;

import io.shapservice.protocol.sample.Sample.QueueState;
import java.time.Duration;
import java.util.Locale;

/**
 * How many workers the work of a sample asks for: all of it within targetDrain.
 *
 * @param workers before bounds
 */
record Need(int workers, String evidence) {
    private static final int MOST = 1_000_000;

    static Need of(QueueState queue, Duration targetDrain, int current) {
        double work = queue.waitingSeconds() + queue.inFlightSeconds();
        double target = targetDrain.toMillis() / 1000.0;
        long batches = queue.waitingBatches() + queue.inFlightBatches();
        int wanted = (int) Math.min(MOST, Math.ceil(work / target));
        // A batch is done by one worker: more workers than batches would look on.
        int useful = (int) Math.min(batches, Math.max(wanted, batches > 0 ? 1 : 0));
        String evidence = String.format(Locale.ROOT, "backlog %s s of work, target %s s", number(work), number(target));
        if (queue.waitingBatches() > 0 && queue.oldestAgeSeconds() > target && useful < current) {
            return new Need(
                    current, evidence + String.format(Locale.ROOT, ", oldest waits %.0f s", queue.oldestAgeSeconds()));
        }
        return new Need(useful, evidence);
    }

    /** Whether nothing waits and nothing runs. */
    static boolean none(QueueState queue) {
        return queue.waitingBatches() == 0 && queue.inFlightBatches() == 0;
    }

    private static String number(double seconds) {
        return String.format(Locale.ROOT, seconds < 10 && seconds != Math.rint(seconds) ? "%.1f" : "%.0f", seconds);
    }
}
