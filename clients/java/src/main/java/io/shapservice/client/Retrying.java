package io.shapservice.client;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends a request until it is answered or patience ends. 429, 503 and a submit that is under way already are tried again; a broken connection only when the request
 * may safely arrive twice, which every request of {@link ShapClient} may: it is a GET, is pure, or carries an Idempotency-Key.
 */
final class Retrying {
    /** Waits; handed in so that tests do not. */
    interface Pause {
        void last(Duration duration) throws InterruptedException;
    }

    private final HttpClient http;
    private final Backoff backoff;
    private final Duration patience;
    private final InstantSource clock;
    private final Pause pause;

    Retrying(HttpClient http, Backoff backoff, Duration patience, InstantSource clock, Pause pause) {
        this.http = http;
        this.backoff = backoff;
        this.patience = patience;
        this.clock = clock;
        this.pause = pause;
    }

    HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        var deadline = clock.instant().plus(patience);
        for (int attempt = 0; ; attempt++) {
            var outcome = once(request);
            var wait = backoff.before(attempt, outcome.retryAfter());
            if (outcome.isFinal() || clock.instant().plus(wait).isAfter(deadline)) {
                return outcome.get();
            }
            pause.last(wait);
        }
    }

    private Attempt once(HttpRequest request) throws InterruptedException {
        // HttpRequest's own timeout ends with the head of the answer; a body that stalls must not block for ever
        // either.
        var answer = http.sendAsync(request, BodyHandlers.ofByteArray());
        var limit = request.timeout().orElseThrow();
        try {
            return new Attempt.Answered(answer.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            return new Attempt.Broken(
                    new HttpTimeoutException("no complete answer within " + limit.toMillis() + " ms"));
        } catch (ExecutionException e) {
            return new Attempt.Broken(
                    e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause()));
        } finally {
            answer.cancel(true);
        }
    }
}
