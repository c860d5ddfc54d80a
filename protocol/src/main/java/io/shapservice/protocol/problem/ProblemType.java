package io.shapservice.protocol.problem;

/** The stable problem types of the HTTP API (RFC 9457); clients branch on {@link #uri()}. */
public enum ProblemType {
    INVALID_REQUEST("invalid-request", 400, false, "The request cannot be read"),
    MALFORMED_BODY("malformed-body", 400, false, "The body cannot be read"),
    MODEL_NOT_FOUND("model-not-found", 404, false, "No such model"),
    JOB_NOT_FOUND("job-not-found", 404, false, "No such job"),
    ROUTE_NOT_FOUND("route-not-found", 404, false, "No such route"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, false, "Method not allowed"),
    NOT_ACCEPTABLE("not-acceptable", 406, false, "None of the accepted types can be produced"),
    IN_PROGRESS("in-progress", 409, true, "A request with this Idempotency-Key is in progress"),
    CURSOR_RESET("cursor-reset", 409, false, "The results cursor belongs to a lost history"),
    NOT_ENDED("not-ended", 409, true, "The job has not ended"),
    MISSING_ROWS("missing-rows", 409, false, "Rows of this job have no results"),
    RESULTS_EXPIRED("results-expired", 410, false, "The results have expired"),
    UNAUTHENTICATED("unauthenticated", 401, false, "A valid API key is needed"),
    REQUEST_TIMEOUT("request-timeout", 408, true, "The request came too slowly"),
    RANGE_NOT_SATISFIABLE("range-not-satisfiable", 416, false, "The range is not one of this array"),
    RATE_LIMITED("rate-limited", 429, true, "Too many requests in this time"),
    ACCESS_UNAVAILABLE("access-unavailable", 503, true, "API keys cannot be checked"),
    DEADLINE_EXCEEDED("deadline-exceeded", 504, true, "The request's time was over"),
    TOO_LARGE("too-large", 413, false, "The request is larger than the limit"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, false, "Unsupported media type"),
    FEATURES_MISMATCH("features-mismatch", 422, false, "The columns do not fit the model"),
    INVALID_DATA("invalid-data", 422, false, "The data cannot be explained"),
    UNSUPPORTED_OPTIONS("unsupported-options", 422, false, "These options are not defined together"),
    KEY_REUSED("key-reused", 422, false, "The Idempotency-Key was used for another payload"),
    TOO_BUSY("too-busy", 429, true, "Too many requests at once"),
    OVER_QUOTA("over-quota", 429, true, "Over the tenant's budget"),
    INTERNAL("internal", 500, true, "Unexpected error"),
    MODEL_UNAVAILABLE("model-unavailable", 503, true, "The model cannot be served"),
    REDIS_UNAVAILABLE("redis-unavailable", 503, true, "Redis cannot be reached"),
    QUEUE_FULL("queue-full", 503, true, "The queue is full"),
    OUTCOME_UNKNOWN("outcome-unknown", 503, true, "Whether the request took effect is not known"),
    SHUTTING_DOWN("shutting-down", 503, true, "This server is shutting down");

    private final String slug;
    private final int status;
    private final boolean retryable;
    private final String title;

    ProblemType(String slug, int status, boolean retryable, String title) {
        this.slug = slug;
        this.status = status;
        this.retryable = retryable;
        this.title = title;
    }

    /** The {@code type} member of the problem document. */
    public String uri() {
        return "urn:shap-service:problem:" + slug;
    }

    public int status() {
        return status;
    }

    /** Whether the same request may succeed later. */
    public boolean retryable() {
        return retryable;
    }

    public String title() {
        return title;
    }
}
