package io.shapservice.operator.autoscale;

/** Why the number of workers is what it is. The names in quotes are the reasons of the condition ScalingActive. */
public enum Reason {
    /** As many as the backlog asks for, or a change of that number. */
    FOLLOWS_BACKLOG("FollowsBacklog"),
    /** Fewer would do; waits until they have sufficed for all of scaleDownAfter. */
    COOLING_DOWN("CoolingDown"),
    /** The backlog asks for more than maxReplicas. */
    AT_MAXIMUM("AtMaximum"),
    /** The last growth brought less than a fifth of the throughput expected: something else is the bottleneck. */
    SATURATED("Saturated"),
    /** Pods have had no node for a minute: more of them would not help. */
    UNSCHEDULABLE("Unschedulable"),
    /** No sample, so nothing is changed. */
    SAMPLE_UNREACHABLE("SampleUnreachable"),
    /** Redis is away, so nothing is known and nothing is changed. */
    REDIS_UNREACHABLE("RedisUnreachable"),
    /** workers.mode is Manual. */
    MANUAL("Manual"),
    /** workers.mode is Advisory: decided and reported, not done. */
    ADVISORY("Advisory");

    private final String word;

    Reason(String word) {
        this.word = word;
    }

    /** Whether something other than the backlog keeps the number where it is. */
    public boolean heldBack() {
        return switch (this) {
            case AT_MAXIMUM, SATURATED, UNSCHEDULABLE, SAMPLE_UNREACHABLE, REDIS_UNREACHABLE -> true;
            case FOLLOWS_BACKLOG, COOLING_DOWN, MANUAL, ADVISORY -> false;
        };
    }

    public String word() {
        return word;
    }
}
