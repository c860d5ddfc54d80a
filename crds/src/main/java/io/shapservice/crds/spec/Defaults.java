package io.shapservice.crds.spec;

/** The default of every field, as the schema states it; {@code EffectiveSpec} reads the same constants. */
public final class Defaults {
    public static final String OBJECT = "{}";
    public static final String REDIS = "{\"managed\": {}}";
    public static final String REDIS_TIMEOUT = "5s";
    public static final String REDIS_KEEP_ALIVE = "true";
    public static final String REDIS_POOL_SIZE = "10";
    public static final String REDIS_MEMORY = "256Mi";
    public static final String REDIS_STORAGE_SIZE = "1Gi";
    public static final String REDIS_RETENTION = "Retain";
    public static final String REDIS_TOPOLOGY = "Standalone";
    public static final String SECRET_KEY = "password";
    public static final String AUTHORITY_KEY = "ca.crt";
    public static final String BATCH_SIZE = "500";
    public static final String MEMORY_LIMIT = "512Mi";
    public static final String AGGRESSIVE = "false";
    public static final String API_MEMORY = "512Mi";
    public static final String SERVICE_TYPE = "ClusterIP";
    public static final String NETWORK_POLICIES = "Enabled";
    public static final String WORKERS_MODE = "Auto";
    public static final String MIN_REPLICAS = "1";
    public static final String MAX_REPLICAS = "20";
    public static final String TARGET_DRAIN = "60s";
    public static final String STUCK_AFTER = "60s";
    public static final String SCALE_DOWN_AFTER = "300s";
    public static final String RESULTS_TTL = "24h";
    public static final String FALLBACK = "Refuse";
    public static final String BACKGROUND_ROWS = "100";
    public static final String API_KEYS_KEY = "keys";
    public static final String PAUSED = "false";

    private Defaults() {}
}
