package io.shapservice.crds.pod;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import io.shapservice.crds.fields.ResourceFields;
import org.jspecify.annotations.Nullable;

/** What a pod is promised, and what it may use at most. */
@ResourceFields
@ValidationRule(
        value = "!has(self.requests) || !has(self.requests.cpu) || !has(self.limits) || !has(self.limits.cpu)"
                + " || !quantity(self.requests.cpu).isGreaterThan(quantity(self.limits.cpu))",
        message = "resources.requests.cpu must not be above resources.limits.cpu: lower the one or raise the other")
public record PodResources(
        @JsonPropertyDescription("What a node must have free for the pod. Absent: 250m of CPU.") @Nullable
        Amounts requests,

        @JsonPropertyDescription("What the pod may use at most. Absent: as much as the node has.") @Nullable
        Amounts limits) {}
