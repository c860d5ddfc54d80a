package io.shapservice.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
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

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String IN_PROGRESS = "urn:shap-service:problem:in-progress";

    /** What an answer says, also when somebody on the way has answered with something else. */
    static Problem of(HttpResponse<byte[]> response) {
        return of(response.statusCode(), response.body());
    }

    static Problem of(int status, byte[] document) {
        try {
            return JSON.readValue(document, Problem.class);
        } catch (IOException _) {
            var title = "The answer is not a problem document";
            return new Problem("about:blank", title, status, null, false, null);
        }
    }

    /** The same submit is under way already, or was cut off and counts as that for a while: its job is there soon. */
    boolean isInProgress() {
        return type.equals(IN_PROGRESS);
    }
}
