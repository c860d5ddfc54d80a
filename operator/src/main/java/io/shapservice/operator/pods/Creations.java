package io.shapservice.operator.pods;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Bounds how many pods are created for one service in a minute: somebody who deletes each new one, or a controller that does,
 * must not get a storm of them. Used by one pass at a time.
 */
public final class Creations {
    private static final Duration SPAN = Duration.ofMinutes(1);
    private static final int LEAST = 10;

    private final Deque<Instant> made = new ArrayDeque<>();

    /** @param target how many pods there are to be: thrice as many, and a few more, are the ordinary course of things */
    public boolean allowed(Instant now, int target) {
        while (!made.isEmpty() && made.getFirst().plus(SPAN).isBefore(now)) {
            made.removeFirst();
        }
        return made.size() < LEAST + 3 * target;
    }

    public void made(Instant now) {
        made.addLast(now);
    }
}
