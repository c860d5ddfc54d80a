package io.shapservice.faults.link;

import java.time.Duration;

/** What the network does to bytes. */
public sealed interface LinkState {
    record Open() implements LinkState {}

    /** Nothing arrives and nothing is refused, as behind a firewall that drops; what was sent arrives when it opens again. */
    record Silent() implements LinkState {}

    /** Each way takes this long. */
    record Slow(Duration oneWay) implements LinkState {}
}
