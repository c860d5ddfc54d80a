package io.shapservice.queue;

import io.shapservice.queue.budget.Refusal;

/** Answer to a growing upload. */
public sealed interface Reserved {
    /** Go on; the upload's lease is extended too. */
    record Granted() implements Reserved {}

    /** There is no room for more: abandon it. */
    record Refused(Refusal refusal) implements Reserved {}

    /** It was given up because nothing was heard of it for too long, or Redis has lost it: what it stored is deleted. */
    record Lost() implements Reserved {}
}
