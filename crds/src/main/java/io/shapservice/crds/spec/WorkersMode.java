package io.shapservice.crds.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who decides the number of workers. */
public enum WorkersMode {
    @JsonProperty("Auto")
    AUTO,
    @JsonProperty("Advisory")
    ADVISORY,
    @JsonProperty("Manual")
    MANUAL
}
