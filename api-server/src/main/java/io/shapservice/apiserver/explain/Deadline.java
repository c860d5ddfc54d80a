package io.shapservice.apiserver.explain;

import io.javalin.http.Context;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.protocol.problem.ProblemType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When the caller stops waiting for an answer; what is computed after that is computed for nobody.
 *
 * @param nanoTime by {@link System#nanoTime()}
 */
public record Deadline(long nanoTime, Duration allowed) {
    private static final String HEADER = "Request-Timeout";
    /** What Envoy and Istio tell an upstream. */
    private static final String ENVOY = "x-envoy-expected-rq-timeout-ms";

    private static final Pattern TIMEOUT = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)(ms|s)?");
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** From now on, as the request's headers say; a minute when they say nothing. */
    public static Deadline of(Context ctx) {
        String asked = ctx.header(HEADER);
        String envoy = ctx.header(ENVOY);
        Duration allowed = LONGEST;
        if (asked != null) {
            allowed = parse(asked);
        } else if (envoy != null && envoy.matches("\\d{1,9}")) {
            allowed = Duration.ofMillis(Long.parseLong(envoy));
        }
        return in(allowed.isZero() || allowed.compareTo(LONGEST) > 0 ? LONGEST : allowed);
    }

    public static Deadline in(Duration allowed) {
        return new Deadline(System.nanoTime() + allowed.toNanos(), allowed);
    }

    private static Duration parse(String text) {
        Matcher m = TIMEOUT.matcher(text.strip());
        if (!m.matches()) {
            throw ProblemException.at(
                    ProblemType.INVALID_REQUEST,
                    "header " + HEADER,
                    HEADER + " must be seconds such as 0.5 or 2s, or 250ms.");
        }
        int decimals = "ms".equals(m.group(2)) ? 6 : 9;
        return Duration.ofNanos(
                new BigDecimal(m.group(1)).movePointRight(decimals).longValue());
    }

    /** Zero when it has passed. */
    long leftNanos() {
        return Math.max(0, nanoTime - System.nanoTime());
    }

    boolean passed() {
        return leftNanos() == 0;
    }

    ProblemException problem() {
        return new ProblemException(
                        ProblemType.DEADLINE_EXCEEDED,
                        "The request's " + allowed.toMillis()
                                + " ms were over before its rows were explained: send fewer, wait longer, or submit a job.")
                .withRetryAfter(Duration.ofSeconds(1));
    }
}
