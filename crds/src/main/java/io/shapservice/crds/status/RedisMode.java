package io.shapservice.crds.status;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who runs the Redis. */
public enum RedisMode {
    @JsonProperty("Managed")
    MANAGED,
    @JsonProperty("External")
    EXTERNAL
}
