package io.shapservice.queue;

import io.shapservice.queue.budget.Refusal;
import java.util.Optional;

/** Answer to the begin of an upload. */
public sealed interface Begun {
    /** Store the parts, each after its {@code reserve}, then {@code submit} or {@code abandon}. */
    record Open() implements Begun {}

    /**
     * The key was used before: nothing is reserved. A body with the same hash means the same job, any other one is refused.
     *
     * @param payload hash of the body and options that came with the key
     * @param job empty when it was deleted since
     */
    record Known(String jobId, String payload, Optional<JobView> job) implements Begun {}

    /** Another upload with this key is under way. */
    record InProgress() implements Begun {}

    /** There is no room. */
    record Refused(Refusal refusal) implements Begun {}
}
