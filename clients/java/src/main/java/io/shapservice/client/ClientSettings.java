package io.shapservice.client;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * @param service address of the API, such as {@code http://127.0.0.1:8080}
 * @param apiKey sent as {@code Authorization: Bearer}; null where the API is open
 * @param connectTimeout of one connection
 * @param requestTimeout of one attempt, from sending to the answer's last byte
 * @param patience how long a call goes on retrying what may be retried
 */
public record ClientSettings(
        URI service, @Nullable String apiKey, Duration connectTimeout, Duration requestTimeout, Duration patience) {
    public static ClientSettings of(URI service) {
        return new ClientSettings(service, null, Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofMinutes(2));
    }

    public ClientSettings withPatience(Duration longest) {
        return new ClientSettings(service, apiKey, connectTimeout, requestTimeout, longest);
    }

    public ClientSettings withRequestTimeout(Duration timeout) {
        return new ClientSettings(service, apiKey, connectTimeout, timeout, patience);
    }
}
