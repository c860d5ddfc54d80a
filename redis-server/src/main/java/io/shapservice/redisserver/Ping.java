package io.shapservice.redisserver;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for a server that is starting. */
final class Ping {
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private Ping() {}

    /** Whether the server answered before the deadline and before its process ended. A server that still loads has not. */
    static boolean until(Process process, RedisServerOptions options, int port, Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            if (answers(options, port)) {
                // An older server on the same port would have made ours end: ask once more.
                return process.isAlive();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return false;
    }

    private static boolean answers(RedisServerOptions options, int port) {
        try (Conversation conversation = Conversation.with(options, port, ANSWER)) {
            return conversation.ask("PING").equals("PONG");
        } catch (IOException e) {
            return false;
        }
    }
}
