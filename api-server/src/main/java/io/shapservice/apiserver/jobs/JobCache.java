package io.shapservice.apiserver.jobs;

import io.shapservice.queue.JobView;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The last known state of the jobs that were asked for lately: what is told while Redis is away. */
public final class JobCache {
    private static final int REMEMBERED = 5_000;

    private final Clock clock;
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true);

    public JobCache(Clock clock) {
        this.clock = clock;
    }

    /** @param asOf when this was so */
    record Known(JobView job, Instant asOf) {}

    public synchronized void seen(JobView job) {
        known.put(job.id(), new Known(job, clock.instant()));
        if (known.size() > REMEMBERED) {
            known.remove(known.keySet().iterator().next());
        }
    }

    synchronized void forget(String id) {
        known.remove(id);
    }

    synchronized Optional<Known> recall(String id) {
        return Optional.ofNullable(known.get(id));
    }
}
