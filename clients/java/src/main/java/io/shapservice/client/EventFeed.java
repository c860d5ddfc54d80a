package io.shapservice.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Follows a job's events across broken connections: after each it goes on behind the last event that it has seen. */
final class EventFeed {
    private final HttpClient http;
    private final Backoff backoff;
    private final ClientSettings settings;
    private final InstantSource clock;
    private final Retrying.Pause pause;

    EventFeed(HttpClient http, Backoff backoff, ClientSettings settings, InstantSource clock, Retrying.Pause pause) {
        this.http = http;
        this.backoff = backoff;
        this.settings = settings;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Returns when an event says that the job has ended.
     *
     * @param request makes the request for what follows an event
     */
    void follow(String after, Function<String, HttpRequest> request, Consumer<JobEvent> to)
            throws IOException, InterruptedException, ProblemException {
        String last = after;
        var deadline = clock.instant().plus(settings.patience());
        for (int attempt = 0; ; attempt++) {
            IOException broken;
            try {
                Seen seen = read(request.apply(last), last, to);
                if (seen.ended()) {
                    return;
                }
                if (!seen.last().equals(last)) {
                    last = seen.last();
                    attempt = 0;
                    deadline = clock.instant().plus(settings.patience());
                }
                broken = new IOException("the stream of events ended before the job", seen.cause());
            } catch (IOException e) {
                broken = e;
            }
            Duration wait = backoff.before(attempt, Duration.ZERO);
            if (clock.instant().plus(wait).isAfter(deadline)) {
                throw broken;
            }
            pause.last(wait);
        }
    }

    /**
     * How a connection went.
     *
     * @param cause why it broke; null when it was ended by the service
     */
    private record Seen(
            String last, boolean ended, @Nullable IOException cause) {}

    private Seen read(HttpRequest request, String after, Consumer<JobEvent> to)
            throws IOException, InterruptedException, ProblemException {
        HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
        String last = after;
        try (InputStream body = response.body();
                var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            refuse(response, body);
            var events = new ServerSentEvents(lines);
            for (Optional<JobEvent> next = next(events, body); next.isPresent(); next = next(events, body)) {
                JobEvent event = next.get();
                to.accept(event);
                last = event.id();
                if (event.type().equals("job") && event.data().has("endedAt")) {
                    return new Seen(last, true, null);
                }
            }
            return new Seen(last, false, null);
        } catch (IOException e) {
            return new Seen(last, false, e);
        }
    }

    /** The service says something every few seconds: a connection that is silent for as long as a request may take is dead. */
    private Optional<JobEvent> next(ServerSentEvents events, InputStream body) throws IOException {
        var silence = CompletableFuture.runAsync(
                () -> {
                    try {
                        body.close();
                    } catch (IOException _) {
                        // What reads it will notice.
                    }
                },
                CompletableFuture.delayedExecutor(
                        settings.requestTimeout().toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread));
        try {
            return events.next();
        } finally {
            silence.cancel(false);
        }
    }

    private static void refuse(HttpResponse<InputStream> response, InputStream body)
            throws IOException, ProblemException {
        int status = response.statusCode();
        if (status == 429 || status == 503) {
            throw new IOException("the service is busy: " + status);
        }
        if (status / 100 != 2) {
            byte[] document = body.readAllBytes();
            throw new ProblemException(Problem.of(status, document), new String(document, StandardCharsets.UTF_8));
        }
    }
}
