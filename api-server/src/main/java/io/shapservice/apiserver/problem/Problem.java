package io.shapservice.apiserver.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shapservice.protocol.problem.ProblemType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457).
 *
 * @param detail what was wrong, where, what to do
 * @param retryAfter seconds after which a retry makes sense; null when none does
 * @param errors the single faults, where there are several or a place to point at
 * @param requestId the request's {@code X-Request-Id}, for finding it in the logs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        boolean retryable,
        @Nullable Long retryAfter,
        List<Fault> errors,
        String requestId) {
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final ObjectMapper JSON = new ObjectMapper();

    public Problem {
        errors = List.copyOf(errors);
    }

    /** The last part of the problem's type: short, and one of a closed set. */
    public static String slug(ProblemType type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public byte[] toJson() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of strings and numbers is always JSON", e);
        }
    }

    public static Problem of(ProblemException e, String requestId) {
        ProblemType type = e.type();
        return new Problem(
                type.uri(),
                type.title(),
                type.status(),
                e.detail(),
                type.retryable(),
                e.retryAfterSeconds(),
                e.errors(),
                requestId);
    }

    /**
     * One fault of a request.
     *
     * @param pointer JSON pointer, parameter or header that is at fault
     */
    public record Fault(String pointer, String detail) {}
}
