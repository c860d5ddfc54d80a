package io.shapservice.redis;

import java.time.Duration;

/**
 * How long what is waited for.
 *
 * @param beat between two looks at the connections
 * @param ping for an answer to a ping, or the timeout of a call where that is shorter
 * @param silent after so long without any answer a connection is given up for another one
 * @param hopeless after so long without any good ping the driver is started anew
 */
record Patience(Duration beat, Duration ping, Duration silent, Duration hopeless) {
    static final Patience USUAL =
            new Patience(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(60));
}
