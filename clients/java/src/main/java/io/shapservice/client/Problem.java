package io.shapservice.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * What the service answers instead of a result: RFC 9457 {@code application/problem+json}.
 *
 * @param type stable identifier to branch on, {@code urn:shap-service:problem:…}; {@code about:blank} when the answer was not a
 *     problem document (a proxy's, for example)
 * @param retryable the same request may succeed later
 * @param retryAfter seconds to wait before that; null when the service states none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        boolean retryable,
        @Nullable Double retryAfter) {
    public Problem {
        type = type == null ? "about:blank" : type;
        title = title == null ? "HTTP " + status : title;
    }
}
