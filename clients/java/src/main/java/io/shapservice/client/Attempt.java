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
            return response.statusCode() != 503 && response.statusCode() != 429;
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
