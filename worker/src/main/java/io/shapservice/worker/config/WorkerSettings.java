package io.shapservice.worker.config;

import io.shapservice.protocol.env.Environment;
import io.shapservice.protocol.env.EnvironmentVariable;
import io.shapservice.queue.Lease;
import io.shapservice.queue.WorkerIdentity;
import io.shapservice.worker.memory.MemoryBounds;
import java.time.Duration;

/**
 * How one worker behaves.
 *
 * @param bindAddress where the management port listens
 * @param stuckAfter T of the stuck-worker timeline
 * @param resultsTtl how long results are kept after a job's end
 * @param grace between SIGTERM and SIGKILL
 * @param aggressive trade speed for a smaller footprint
 */
public record WorkerSettings(
        WorkerIdentity identity,
        String bindAddress,
        Duration stuckAfter,
        Duration resultsTtl,
        Duration grace,
        MemoryBounds memory,
        boolean aggressive) {
    private static final Duration RENEW_AT_MOST = Duration.ofSeconds(1);
    private static final Duration WATCH_AT_MOST = Duration.ofSeconds(1);

    /** @throws io.shapservice.protocol.env.ConfigurationException when a variable is missing or cannot be meant */
    public static WorkerSettings from(Environment environment) {
        String name = environment.requiredText(
                EnvironmentVariable.POD_NAME, "give this worker a name of its own, as in housing-worker-1");
        return new WorkerSettings(
                new WorkerIdentity(
                        name, environment.text(EnvironmentVariable.POD_UID).orElse(name)),
                environment.text(EnvironmentVariable.POD_IP).orElse("127.0.0.1"),
                environment.seconds(EnvironmentVariable.STUCK_AFTER, Duration.ofSeconds(60)),
                environment.seconds(EnvironmentVariable.RESULTS_TTL, Duration.ofDays(1)),
                environment.seconds(EnvironmentVariable.TERMINATION_GRACE_SECONDS, Duration.ofSeconds(30)),
                MemoryBounds.from(environment),
                environment.flag(EnvironmentVariable.AGGRESSIVE_MEMORY_MANAGEMENT, false));
    }

    /** Often enough that a lease survives several lost heartbeats. */
    public Duration renewEvery() {
        return shorter(RENEW_AT_MOST, new Lease(stuckAfter).duration().dividedBy(5));
    }

    /** The worker ends itself at 0.5 T, before its leases expire and before the operator acts. */
    public Duration stalledAfter() {
        return stuckAfter.dividedBy(2);
    }

    public Duration watchEvery() {
        return shorter(WATCH_AT_MOST, stuckAfter.dividedBy(40));
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
