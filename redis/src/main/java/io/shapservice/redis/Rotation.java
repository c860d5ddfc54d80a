package io.shapservice.redis;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows a changed password on the connections that are open, so that none is cut when the old one ends. A server that does not
 * know it yet refuses, which changes nothing for the connection; it is shown again a little later.
 */
final class Rotation {
    private static final Logger LOG = LoggerFactory.getLogger(Rotation.class);
    private static final Duration PATIENCE = DriverOptions.CONNECT_TIMEOUT;
    private static final int BEATS_AFTER_REFUSAL = 3;

    private final Credentials credentials;
    private Credentials.@Nullable Shown shown;
    private int waits;

    Rotation(Credentials credentials) {
        this.credentials = credentials;
        shown = written();
    }

    void look(Stream<Link> links) {
        Credentials.Shown now = written();
        if (now == null || now.equals(shown) || waits-- > 0) {
            return;
        }
        List<Outcome<Reply>> outcomes = links.flatMap(link -> link.dialled().stream())
                .map(open -> show(now, open))
                .toList();
        if (outcomes.stream().allMatch(Outcome.Ok.class::isInstance)) {
            LOG.info("the changed password is in use on {} connections", outcomes.size());
            shown = now;
            if (!outcomes.isEmpty()) {
                credentials.accepted(now);
            }
        } else {
            LOG.warn("Redis does not take the changed password yet: the connections go on with the former one");
            waits = BEATS_AFTER_REFUSAL;
        }
    }

    private static Outcome<Reply> show(Credentials.Shown now, Dialer.Dialled open) {
        Request auth = Request.of("AUTH", now.words().toArray(String[]::new));
        return Calls.over(open.connection(), List.of(auth), "AUTH on " + open.address(), PATIENCE);
    }

    private Credentials.@Nullable Shown written() {
        try {
            Credentials.Shown now = credentials.written();
            return now.words().isEmpty() ? null : now;
        } catch (IOException e) {
            // Told by those who connect; the connections that are open need nothing.
            return null;
        }
    }
}
