package io.shapservice.crds.pod;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.shapservice.crds.fields.ResourceFields;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person may change of a component's pods. Image, environment, service account, security and other volumes are not among
 * it: who may edit a ShapService could run anything with them.
 */
@ResourceFields
@ValidationRule(
        value =
                "!has(self.labels) || self.labels.all(key, !key.startsWith('app.kubernetes.io/') && !key.startsWith('shapservice.io/'))",
        message = "labels that begin with app.kubernetes.io/ or shapservice.io/ are the operator's: choose other names")
public record PodTemplate(
        @JsonPropertyDescription("Labels of the pods besides the operator's own, which cannot be changed.") @Nullable
        Map<String, String> labels,

        @JsonPropertyDescription("Annotations of the pods besides the operator's own, which cannot be changed.")
        @Nullable
        Map<String, String> annotations,

        @JsonPropertyDescription("CPU and ephemeral storage; memory has fields of its own.") @Nullable
        PodResources resources,

        @JsonPropertyDescription("Labels that a node must have.") @Nullable
        Map<String, String> nodeSelector,

        @JsonPropertyDescription("Taints of nodes that the pods put up with.") @Size(max = Shapes.MOST_ITEMS) @Nullable
        List<Toleration> tolerations,

        @JsonPropertyDescription("Nodes and pods that the pods are to be near to or away from.") @Nullable
        Affinity affinity,

        @JsonPropertyDescription(
                "How evenly the pods are spread; absent: over nodes, as far as that is possible. The pods that count are those of"
                        + " the same component.")
        @Size(max = Shapes.MOST_ITEMS)
        @Nullable
        List<TopologySpread> topologySpread,

        @JsonPropertyDescription("Secrets with which the images are pulled.") @Size(max = Shapes.MOST_ITEMS) @Nullable
        List<PullSecret> imagePullSecrets,

        @JsonPropertyDescription("Priority class of the pods.")
        @Size(min = 1, max = 253)
        @Pattern(Shapes.SUBDOMAIN)
        @Nullable
        String priorityClassName,

        @JsonPropertyDescription("Volumes that are mounted, read-only, at /models or below.")
        @Size(max = Shapes.MOST_ITEMS)
        @Nullable
        List<ModelVolume> volumes) {
    /** One that changes nothing. */
    public static final PodTemplate NONE = new PodTemplate(null, null, null, null, null, null, null, null, null, null);
}
