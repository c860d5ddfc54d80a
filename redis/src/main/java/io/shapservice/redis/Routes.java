package io.shapservice.redis;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which server a call goes to. */
interface Routes extends AutoCloseable {
    /** The links to the server that has a key; empty when nobody knows it. A call without a key goes to any. */
    Optional<Links> to(byte @Nullable [] key);

    /** The links to a server that another one has named; to the same servers as ever where there is nobody to be sent to. */
    Optional<Links> redirected(Redirect redirect);

    /** The links to all servers. */
    Stream<Links> all();

    /** How many servers have the keys among them; 0 while nobody knows. */
    default int shares() {
        return 1;
    }

    /** Waits until calls can be made, or the first attempt has failed. */
    void awaitFirstAttempt(Duration atMost);

    /** How often another server, or another run of one, may have taken over. */
    long changes();

    /** Why there is no link for a call. */
    String trouble();

    /**
     * A moment to find out whether other servers have taken over; never waits.
     *
     * @param troubled a server does not answer
     */
    default void look(boolean troubled) {}

    @Override
    void close();
}
