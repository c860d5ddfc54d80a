package io.shapservice.queue;

import io.shapservice.redis.Subscription;
import java.util.function.BooleanSupplier;

/** What scripts say, beside what they answer. */
@FunctionalInterface
interface Channels {
    /** Nobody says anything. */
    Channels SILENT = (_, _) -> () -> false;

    /** Listens from now on; whether messages are heard at a moment is asked of what is answered. */
    BooleanSupplier listen(String channel, Subscription.Listener listener);
}
