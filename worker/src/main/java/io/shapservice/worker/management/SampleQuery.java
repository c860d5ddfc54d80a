package io.shapservice.worker.management;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code after=REV&wait=25s}, both optional.
 *
 * @param patience how long the caller waits for news
 * @param after the revision that the caller knows; -1 for none
 */
record SampleQuery(long after, Duration patience) {
    private static final Pattern PARAMETER = Pattern.compile("(after=(?<after>\\d{1,18})|wait=(?<wait>\\d{1,2})s)");
    private static final int MOST_SECONDS = 60;

    /** @throws IllegalArgumentException when it is anything else */
    static SampleQuery parse(@Nullable String query) {
        long after = -1;
        Duration wait = Duration.ZERO;
        for (String parameter : query == null || query.isEmpty() ? new String[0] : query.split("&", -1)) {
            Matcher matcher = PARAMETER.matcher(parameter);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("expected after=REVISION and wait=SECONDSs, at most 60s");
            }
            if (matcher.group("after") != null) {
                after = Long.parseLong(matcher.group("after"));
            } else {
                wait = Duration.ofSeconds(Math.min(MOST_SECONDS, Integer.parseInt(matcher.group("wait"))));
            }
        }
        return new SampleQuery(after, wait);
    }
}
