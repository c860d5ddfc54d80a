package io.shapservice.crds.spec;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.shapservice.crds.fields.ResourceFields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Service in front of the API pods. */
@ResourceFields
public record ApiServiceSpec(
        @JsonPropertyDescription(
                "ClusterIP: reached inside the cluster, or through an Ingress or a Gateway of yours. LoadBalancer: the"
                        + " cluster's provider makes it reachable from outside.")
        @Default(Defaults.SERVICE_TYPE)
        @Nullable
        ServiceType type,

        @JsonPropertyDescription("Annotations of the Service, which providers of load balancers read.") @Nullable
        Map<String, String> annotations) {
    /** From where the Service can be reached. */
    public enum ServiceType {
        @JsonProperty("ClusterIP")
        CLUSTER_IP,
        @JsonProperty("LoadBalancer")
        LOAD_BALANCER
    }
}
