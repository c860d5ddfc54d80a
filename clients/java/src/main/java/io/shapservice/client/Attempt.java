package io.shapservice.client;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;

/** How one try of a request went. */
sealed interface Attempt {
    boolean isFinal();

    /** The least wait that the service asked for. */
    Duration retryAfter();

    HttpResponse<byte[]> get() throws IOException;

    record Answered(HttpResponse<byte[]> response) implements Attempt {
        @Override
        public boolean isFinal() {
            return switch (response.statusCode()) {
                case 429, 503 -> false;
                case 409 -> !Problem.of(response).isInProgress();
                default -> true;
            };
        }

        @Override
        public Duration retryAfter() {
            return response.headers()
                    .firstValue("Retry-After")
                    .filter(value -> value.matches("\\d{1,6}"))
                    .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                    .orElse(Duration.ZERO);
        }

        @Override
        public HttpResponse<byte[]> get() {
            return response;
        }
    }

    record Broken(IOException cause) implements Attempt {
        @Override
        public boolean isFinal() {
            return false;
        }

        @Override
        public Duration retryAfter() {
            return Duration.ZERO;
        }

        @Override
        public HttpResponse<byte[]> get() throws IOException {
            throw cause;
        }
    }
}
