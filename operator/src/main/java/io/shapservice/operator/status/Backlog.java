package io.shapservice.operator.status;

import io.shapservice.crds.quantity.GoDuration;
import io.shapservice.crds.status.BacklogStatus;
import io.shapservice.protocol.sample.Sample.QueueState;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;

/** The backlog with two significant digits: a status is not written for each batch that is done. */
final class Backlog {
    private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.CEILING);

    private Backlog() {}

    static BacklogStatus of(QueueState queue) {
        long seconds = rounded(queue.waitingSeconds() + queue.inFlightSeconds());
        long rows = rounded((double) queue.waitingRows());
        Duration oldest = Duration.ofSeconds(rounded(queue.oldestAgeSeconds()));
        String work = GoDuration.format(Duration.ofSeconds(seconds));
        String summary = seconds == 0 && rows == 0 ? "none" : work + " (" + rows + " rows wait)";
        return new BacklogStatus(seconds, rows, GoDuration.format(oldest), summary);
    }

    private static long rounded(double value) {
        return BigDecimal.valueOf(Math.ceil(value)).round(TWO_DIGITS).longValue();
    }
}
