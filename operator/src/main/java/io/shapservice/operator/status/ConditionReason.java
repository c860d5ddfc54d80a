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
    /** WorkersAvailable, Degraded: the image of a pod cannot be pulled. */
    IMAGE_PULL_FAILED("ImagePullFailed"),
    /** WorkersAvailable, Degraded: a container cannot be made, because a Secret or a ConfigMap is missing for example. */
    CONTAINER_CONFIG_ERROR("ContainerConfigError"),
    /** WorkersAvailable, Degraded: a worker takes more memory than it may, again and again. */
    OUT_OF_MEMORY("OutOfMemory"),
    /** WorkersAvailable, Degraded: a process ends again and again. */
    CRASH_LOOP("CrashLoopBackOff"),
    /** WorkersAvailable: a node put a pod out; another one comes. */
    EVICTED("Evicted"),
    /** WorkersAvailable, RedisReachable, Degraded: a node with a pod does not answer. */
    NODE_LOST("NodeLost"),
    /** WorkersAvailable: a container waits for something else; the message has Kubernetes' reason. */
    CONTAINER_WAITING("ContainerWaiting"),
    /** WorkersAvailable, Degraded: the namespace's quota has no room for another pod. */
    QUOTA_EXHAUSTED("QuotaExhausted"),
    /** WorkersAvailable, Degraded: the API server refused a pod. */
    CREATE_REFUSED("CreateRefused"),
    /** WorkersAvailable, Degraded: pods vanish as fast as they are made, so no more are. */
    CREATED_TOO_OFTEN("CreatedTooOften"),
    /** Degraded (False): waits for other services to be upgraded first. */
    UPGRADE_WAITS("UpgradeWaits"),
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
