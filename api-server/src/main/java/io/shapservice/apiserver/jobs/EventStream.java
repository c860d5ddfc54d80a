package io.shapservice.apiserver.jobs;

import io.javalin.http.Context;
import io.shapservice.apiserver.http.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Server-sent events of one response. A client that has gone is noticed by a write that fails, so silence is kept short. */
final class EventStream {
    private static final byte[] HEARTBEAT = ": \n\n".getBytes(StandardCharsets.UTF_8);

    private final OutputStream out;
    private final Duration longestSilence;
    private long writtenAt;

    EventStream(Context ctx, Duration longestSilence) throws IOException {
        ctx.disableCompression()
                .contentType("text/event-stream")
                .header("Cache-Control", "no-store")
                .header("X-Accel-Buffering", "no");
        // Not Javalin's stream: it keeps what is flushed until there is enough to compress.
        this.out = ctx.res().getOutputStream();
        this.longestSilence = longestSilence;
        this.writtenAt = System.nanoTime();
    }

    /** @param id comes back as {@code Last-Event-ID} when the client reconnects */
    void send(String event, String id, Object data) throws IOException {
        write(("event: " + event + "\nid: " + id + "\ndata: " + Json.text(data) + "\n\n")
                .getBytes(StandardCharsets.UTF_8));
    }

    /** Breaks a silence that has become too long. */
    void keepAlive() throws IOException {
        if (System.nanoTime() - writtenAt >= longestSilence.toNanos()) {
            write(HEARTBEAT);
        }
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        writtenAt = System.nanoTime();
    }
}
