package io.shapservice.protocol.env;

/** The environment variables that configure a process of this project; the operator sets them, the processes read them. */
public enum EnvironmentVariable {
    /**
     * Redis of this service, {@code redis://host:port/db} or {@code rediss://…} for TLS; never with user info. Sentinels, or nodes
     * of a cluster, are separated by commas.
     */
    REDIS_URL,
    /** {@code Standalone} (default), {@code Sentinel} or {@code Cluster}. */
    REDIS_TOPOLOGY,
    /** What the sentinels call the primary. */
    REDIS_SENTINEL_MASTER,
    /** File with the password of the sentinels; absent means none. */
    REDIS_SENTINEL_PASSWORD_FILE,
    /** File with the certificates, in PEM, of who may sign the certificate of Redis; absent means those that Java trusts. */
    REDIS_CA_FILE,
    /** Seconds that one Redis command may take, fractions allowed; default 5. */
    REDIS_TIMEOUT,
    /** Whether TCP keepalive is on for Redis connections; default true. */
    REDIS_SOCKET_KEEPALIVE,
    /** Connections to a Redis that a process keeps for payload traffic at most; default 10. */
    REDIS_CONNECTION_POOL_SIZE,
    /** ACL user for Redis; absent means the default user. */
    REDIS_USERNAME,
    /** File that holds the Redis password; re-read when it changes. Absent means no password. */
    REDIS_PASSWORD_FILE,
    /** Rows in a batch of a new job; default 500. */
    BATCH_SIZE,
    /** MiB of memory above which a worker starts no new work; default 475. */
    MEMORY_THRESHOLD_MB,
    /** MiB of memory that the worker's container may use; default 512. */
    MEMORY_LIMIT_MB,
    /** Trade speed for a smaller footprint; default false. */
    AGGRESSIVE_MEMORY_MANAGEMENT,
    /** Seconds without progress after which a worker counts as stuck (T in the timeline); default 60. */
    STUCK_AFTER,
    /** Seconds for which the results of an ended job are kept; default 86400. */
    RESULTS_TTL,
    /** File with the {@link io.shapservice.protocol.service.ServiceConfig} of the service, as JSON; re-read when it changes. */
    SHAP_CONFIG_FILE,
    /** File with the hashes of the API keys and their tenants; re-read when it changes. Absent means that the API is open. */
    API_KEYS_FILE,
    /** Origins of web pages that may use the API from a browser, separated by commas; {@code *} for any. Absent means none. */
    CORS_ORIGINS,
    /** Name of the ShapService that this process belongs to. */
    SHAP_SERVICE,
    /** Address that the process binds; a pod's own IP. */
    POD_IP,
    /** Name of the pod; a worker's name in the queue. */
    POD_NAME,
    /** UID of the pod. */
    POD_UID,
    /** Seconds between SIGTERM and SIGKILL that the pod was promised; default 30. */
    TERMINATION_GRACE_SECONDS
}
