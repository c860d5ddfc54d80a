package io.shapservice.operator.events;

/** The reasons of events; a closed set that documentation and alerts may rely on. */
public enum EventReason {
    SCALED_UP("ScaledUp", false),
    SCALED_DOWN("ScaledDown", false),
    SCALING_HELD("ScalingHeld", true),
    WORKER_STUCK("WorkerStuck", true),
    WORKER_REPLACED("WorkerReplaced", false),
    WORKER_FAILED("WorkerFailed", true),
    WORKER_OUTDATED("WorkerOutdated", false),
    INFRASTRUCTURE_SUSPECTED("InfrastructureSuspected", true),
    REDIS_UNREACHABLE("RedisUnreachable", true),
    REDIS_REACHABLE("RedisReachable", false),
    REDIS_DATA_REPLACED("RedisDataReplaced", true),
    REDIS_SWITCH_REFUSED("RedisSwitchRefused", true),
    APPLY_FAILED("ApplyFailed", true),
    CREATE_REFUSED("CreateRefused", true),
    REMOVED("Removed", false),
    UPGRADED("Upgraded", false),
    READY("Ready", false),
    NOT_READY("NotReady", true);

    private final String word;
    private final boolean warning;

    EventReason(String word, boolean warning) {
        this.word = word;
        this.warning = warning;
    }

    public String word() {
        return word;
    }

    String type() {
        return warning ? "Warning" : "Normal";
    }
}
