package io.shapservice.redisserver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for a server that is starting. */
final class Ping {
    private static final int ANSWER_MILLIS = 2000;
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
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(options.bind(), port), ANSWER_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            if (options.password() != null) {
                ask(socket, in, "AUTH \"" + options.password() + "\"");
            }
            return ask(socket, in, "PING").equals("+PONG");
        } catch (IOException e) {
            return false;
        }
    }

    private static String ask(Socket socket, BufferedReader in, String inline) throws IOException {
        socket.getOutputStream().write((inline + "\r\n").getBytes(StandardCharsets.UTF_8));
        String answer = in.readLine();
        return answer == null ? "" : answer;
    }
}
