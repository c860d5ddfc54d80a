package io.shapservice.redis;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a node of a cluster says when another one has the key: nothing has been done.
 *
 * @param address of the other one; its host is empty when it is that of the node that was asked
 * @param once for this call only, as the slot is still on its way there
 */
record Redirect(int slot, RedisAddress address, boolean once) {
    private static final Pattern SAID = Pattern.compile("(?:^|: )(MOVED|ASK) (\\d+) (\\S*:\\d+)$");

    static Optional<Redirect> of(Outcome<?> outcome) {
        if (!(outcome instanceof Outcome.Failed<?>(Outcome.Kind _, String detail))) {
            return Optional.empty();
        }
        Matcher matcher = SAID.matcher(detail);
        if (!matcher.find()) {
            return Optional.empty();
        }
        return Optional.of(new Redirect(
                Integer.parseInt(matcher.group(2)),
                RedisAddress.parse(matcher.group(3), 0),
                matcher.group(1).equals("ASK")));
    }
}
