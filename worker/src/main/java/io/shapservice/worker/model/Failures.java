package io.shapservice.worker.model;

import io.shapservice.engine.table.TableException;
import io.shapservice.queue.Failure;
import io.shapservice.queue.FailureClass;

/** What to tell the queue about something that was thrown while a batch was worked on. */
public final class Failures {
    private Failures() {}

    /** Messages of unexpected errors stay in the log: nobody has checked that they hold no data. */
    public static Failure of(Throwable thrown) {
        return switch (thrown) {
            case BatchFailedException failed -> failed.failure();
            case TableException table -> new Failure(FailureClass.INPUT, String.valueOf(table.getMessage()));
            case OutOfMemoryError _ ->
                new Failure(
                        FailureClass.OOM_SUSPECT, "the worker ran out of Java memory while it worked on this batch");
            default ->
                new Failure(
                        FailureClass.TRANSIENT,
                        "unexpected " + thrown.getClass().getSimpleName() + " in the worker; its log has the details");
        };
    }
}
