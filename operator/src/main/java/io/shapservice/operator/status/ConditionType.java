package io.shapservice.operator.status;

/** The conditions of a ShapService. */
public enum ConditionType {
    READY("Ready"),
    MODEL_LOADED("ModelLoaded"),
    REDIS_REACHABLE("RedisReachable"),
    WORKERS_AVAILABLE("WorkersAvailable"),
    SCALING_ACTIVE("ScalingActive"),
    DEGRADED("Degraded");

    private final String word;

    ConditionType(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
