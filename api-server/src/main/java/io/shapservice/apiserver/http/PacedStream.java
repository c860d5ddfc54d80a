package io.shapservice.apiserver.http;

import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.protocol.problem.ProblemType;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * Ends a body that comes more slowly than anyone sends on purpose: it would hold a place among the uploads for ever. Only time
 * spent waiting for the sender counts.
 */
final class PacedStream extends FilterInputStream {
    private final Pace pace;
    private long waitedNanos;
    private long bytesRead;

    PacedStream(InputStream in, Pace pace) {
        super(in);
        this.pace = pace;
    }

    /**
     * @param grace before any pace is asked for
     * @param bytesPerSecond on average after that
     */
    record Pace(Duration grace, long bytesPerSecond) {
        static final Pace DEFAULT = new Pace(Duration.ofSeconds(20), 1024);

        boolean isKept(long bytes, long nanos) {
            double asked = (nanos - grace.toNanos()) / 1e9 * bytesPerSecond;
            return bytes >= asked;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int n = read(one, 0, 1);
        return n < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        long began = System.nanoTime();
        int n;
        try {
            n = super.read(bytes, offset, length);
        } catch (IOException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw tooSlow();
            }
            throw e;
        }
        waitedNanos += System.nanoTime() - began;
        bytesRead += Math.max(n, 0);
        if (n >= 0 && !pace.isKept(bytesRead, waitedNanos)) {
            throw tooSlow();
        }
        return n;
    }

    private ProblemException tooSlow() {
        return new ProblemException(
                ProblemType.REQUEST_TIMEOUT,
                "The body came too slowly (" + bytesRead + " bytes in " + waitedNanos / 1_000_000_000
                        + " s of waiting for it): send at least " + pace.bytesPerSecond() + " bytes a second.");
    }
}
