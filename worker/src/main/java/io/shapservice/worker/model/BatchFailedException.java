package io.shapservice.worker.model;

import io.shapservice.queue.Failure;
import io.shapservice.queue.FailureClass;

/** A batch that this worker cannot explain; the failure says why and whether another try may help. */
public final class BatchFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public BatchFailedException(FailureClass failureClass, String message) {
        super(message);
        this.failure = new Failure(failureClass, message);
    }

    public BatchFailedException(FailureClass failureClass, String message, Throwable cause) {
        super(message, cause);
        this.failure = new Failure(failureClass, message);
    }

    public Failure failure() {
        return failure;
    }
}
