package io.shapservice.crds.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the servers of an external Redis hang together. */
public enum RedisTopology {
    @JsonProperty("Standalone")
    STANDALONE,
    @JsonProperty("Sentinel")
    SENTINEL,
    @JsonProperty("Cluster")
    CLUSTER
}
