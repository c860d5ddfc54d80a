package io.shapservice.apiserver.problem;

import io.shapservice.protocol.problem.ProblemType;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that ends with a problem document. Carries no stack trace: it is an answer, not a fault of this program. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient List<Problem.Fault> errors;
    private final @Nullable Duration retryAfter;

    private ProblemException(
            ProblemType type, String detail, List<Problem.Fault> errors, @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.type = type;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    public ProblemException(ProblemType type, String detail) {
        this(type, detail, List.of(), null);
    }

    /** With the place of the fault. */
    public static ProblemException at(ProblemType type, String pointer, String detail) {
        return new ProblemException(type, detail, List.of(new Problem.Fault(pointer, detail)), null);
    }

    public ProblemException withErrors(List<Problem.Fault> faults) {
        return new ProblemException(type, detail(), faults, retryAfter);
    }

    public ProblemException withRetryAfter(Duration after) {
        return new ProblemException(type, detail(), errors, after);
    }

    public ProblemType type() {
        return type;
    }

    public String detail() {
        String message = getMessage();
        return message == null ? type.title() : message;
    }

    public List<Problem.Fault> errors() {
        return errors;
    }

    /** Whole seconds, rounded up; null when a retry makes no sense. */
    public @Nullable Long retryAfterSeconds() {
        return retryAfter == null ? null : Math.max(1, (retryAfter.toMillis() + 999) / 1000);
    }
}
