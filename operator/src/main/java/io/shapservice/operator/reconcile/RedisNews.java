package io.shapservice.operator.reconcile;

import io.shapservice.operator.events.EventReason;
import io.shapservice.operator.sampling.SampleView.Answer;
import io.shapservice.protocol.sample.Sample;
import java.util.Optional;

/** Tells when Redis goes away, comes back, or comes back with other data. */
final class RedisNews {
    private RedisNews() {}

    static void tell(Pass pass) {
        Optional<Sample> current = pass.samples().current(pass.now()).map(Answer::sample);
        if (current.isEmpty()) {
            return;
        }
        Sample sample = current.get();
        ServiceMemory memory = pass.memory();
        boolean before = memory.redisReachable.orElse(sample.good());
        memory.redisReachable = Optional.of(sample.good());
        if (before && !sample.good()) {
            pass.event(
                    EventReason.REDIS_UNREACHABLE,
                    "no round trip to Redis: " + sample.redis().detail());
        } else if (!before && sample.good()) {
            pass.event(EventReason.REDIS_REACHABLE, "round trips to Redis succeed again");
        }
        if (sample.good()) {
            if (memory.incarnation
                    .filter(known -> !known.equals(sample.incarnation()))
                    .isPresent()) {
                pass.event(
                        EventReason.REDIS_DATA_REPLACED,
                        "Redis has other data than before: jobs that were not done are lost and have to be sent again");
            }
            memory.incarnation = Optional.of(sample.incarnation());
        }
    }
}
