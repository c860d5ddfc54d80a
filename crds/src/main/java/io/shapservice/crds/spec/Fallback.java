package io.shapservice.crds.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is served in place of a model that cannot be loaded. */
public enum Fallback {
    @JsonProperty("Refuse")
    REFUSE
}
