package io.shapservice.apiserver.submit;

import io.shapservice.queue.JobView;
import io.shapservice.redis.Durability.Promise;

/**
 * A job that was taken in.
 *
 * @param promise what it would survive
 */
record Acknowledged(JobView job, Promise promise) {
    /** As the {@code Durability} header says it; nothing is promised of a server that does not tell. */
    String durability() {
        return (promise == Promise.UNKNOWN ? Promise.MEMORY : promise).label();
    }
}
