package io.shapservice.redis;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One server at a time has all keys. */
record OneServer(Links links) implements Routes {
    @Override
    public Optional<Links> to(byte @Nullable [] key) {
        return Optional.of(links);
    }

    @Override
    public Optional<Links> redirected(Redirect redirect) {
        return Optional.empty();
    }

    @Override
    public Stream<Links> all() {
        return Stream.of(links);
    }

    @Override
    public void awaitFirstAttempt(Duration atMost) {
        links.control().awaitFirstAttempt(atMost);
    }

    /** Another server is only found by connecting again. */
    @Override
    public long changes() {
        return links.reconnects();
    }

    @Override
    public String trouble() {
        return links.control().lastFailure();
    }

    @Override
    public void close() {
        links.close();
    }
}
