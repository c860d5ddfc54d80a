package io.shapservice.crds.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of a volume whose resource is deleted. */
public enum RetentionPolicy {
    @JsonProperty("Retain")
    RETAIN,
    @JsonProperty("Delete")
    DELETE
}
