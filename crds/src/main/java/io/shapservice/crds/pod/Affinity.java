package io.shapservice.crds.pod;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.shapservice.crds.fields.ResourceFields;
import org.jspecify.annotations.Nullable;

/** Nodes and pods that the pods are to be near to or away from; as in a pod. */
@ResourceFields
public record Affinity(
        @JsonPropertyDescription("Nodes that the pods may or should run on.") @Nullable
        NodeAffinity nodeAffinity,

        @JsonPropertyDescription("Pods that these are to be near to.") @Nullable
        PodAffinity podAffinity,

        @JsonPropertyDescription("Pods that these are to be away from.") @Nullable
        PodAffinity podAntiAffinity) {}
