package io.shapservice.crds.spec;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.shapservice.crds.fields.ResourceFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who may connect to the pods of the service, as far as the cluster's network enforces NetworkPolicies. */
@ResourceFields
public record NetworkPoliciesSpec(
        @JsonPropertyDescription(
                "Enabled: the API is open, Redis only to API and workers, port 9090 as metricsFrom says. Disabled: the operator"
                        + " makes no NetworkPolicy, and removes those that it made.")
        @Default(Defaults.NETWORK_POLICIES)
        @Nullable
        Mode mode,

        @JsonPropertyDescription(
                "Namespaces that may read metrics at port 9090, besides the operator's own. Absent: every namespace.")
        @Size(min = 1, max = 16)
        @Nullable
        List<String> metricsFrom) {
    /** Whether there are policies. */
    public enum Mode {
        @JsonProperty("Enabled")
        ENABLED,
        @JsonProperty("Disabled")
        DISABLED
    }
}
