package io.shapservice.operator.status;

/** The reasons of conditions; a closed set that scripts and alerts may rely on. ScalingActive has those of a decision besides. */
public enum ConditionReason {
    /** Ready: everything that the service needs is there. */
    SERVING("Serving"),
    /** Ready: no API pod is Ready. */
    API_UNAVAILABLE("ApiUnavailable"),
    /** Ready: a model with fallback Refuse is not loaded. */
    MODELS_NOT_LOADED("ModelsNotLoaded"),
    /** Ready: fewer workers are Ready than the mode asks for. */
    WORKERS_UNAVAILABLE("WorkersUnavailable"),
    /** Ready, RedisReachable: no API pod had a good round trip lately. */
    REDIS_UNREACHABLE("RedisUnreachable"),
    /** Any but WorkersAvailable and Degraded: no pod answers the operator, so nothing is known. */
    SAMPLE_UNREACHABLE("SampleUnreachable"),
    /** RedisReachable: a pod had a good round trip lately. */
    CONNECTED("Connected"),
    /** ModelLoaded: every declared model is served. */
    ALL_LOADED("AllLoaded"),
    /** ModelLoaded: the resource declares none. */
    NONE_DECLARED("NoneDeclared"),
    /** WorkersAvailable: as many as the mode asks for. */
    ENOUGH_READY("EnoughReady"),
    /** WorkersAvailable: none, and none is asked for. */
    SCALED_TO_ZERO("ScaledToZero"),
    /** WorkersAvailable: pods are on their way. */
    STARTING("Starting"),
    /** WorkersAvailable: no node has room. */
    UNSCHEDULABLE("Unschedulable"),
    /** WorkersAvailable: a container cannot run; the message has Kubernetes' reason. */
    CONTAINER_WAITING("ContainerWaiting"),
    /** WorkersAvailable, Degraded: the API server refused a pod. */
    CREATE_REFUSED("CreateRefused"),
    /** ScalingActive: spec.paused is true. */
    PAUSED("Paused"),
    /** Degraded: a child could not be written. */
    APPLY_FAILED("ApplyFailed"),
    /** Degraded: the spec asks for another kind of Redis without the annotation that allows it. */
    REDIS_SWITCH_REFUSED("RedisSwitchRefused"),
    /** Degraded: so many workers went silent at once that nothing is restarted. */
    INFRASTRUCTURE_SUSPECTED("InfrastructureSuspected"),
    /** Degraded: more workers are stuck than may be replaced at once. */
    MANY_WORKERS_STUCK("ManyWorkersStuck"),
    /** Degraded (False): nothing needs a person. */
    AS_EXPECTED("AsExpected");

    private final String word;

    ConditionReason(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
