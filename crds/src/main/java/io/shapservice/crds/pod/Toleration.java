package io.shapservice.crds.pod;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.shapservice.crds.fields.ResourceFields;
import org.jspecify.annotations.Nullable;

/** A taint of nodes that the pods put up with; as in a pod. */
@ResourceFields
@ValidationRule(
        value = "!has(self.operator) || self.operator != 'Exists' || !has(self.value)",
        message = "a toleration with operator Exists has no value: leave value out, or use Equal")
public record Toleration(
        @JsonPropertyDescription("Key of the taint; absent with operator Exists: every taint.")
        @Size(min = 1, max = 317)
        @Pattern(Shapes.LABEL_KEY)
        @Nullable
        String key,

        @JsonPropertyDescription("Equal (the default): the value must be the taint's. Exists: any value will do.")
        @Nullable
        Operator operator,

        @JsonPropertyDescription("Value of the taint, with operator Equal.") @Size(max = 63) @Nullable
        String value,

        @JsonPropertyDescription("Effect of the taint; absent: every effect.") @Nullable
        Effect effect,

        @JsonPropertyDescription("How long the pod stays on a node that gets the taint NoExecute; absent: for good.")
        @Nullable
        Long tolerationSeconds) {
    /** How the value is compared. */
    public enum Operator {
        @JsonProperty("Equal")
        EQUAL,
        @JsonProperty("Exists")
        EXISTS
    }

    /** What the taint does to pods that do not tolerate it. */
    public enum Effect {
        @JsonProperty("NoSchedule")
        NO_SCHEDULE,
        @JsonProperty("PreferNoSchedule")
        PREFER_NO_SCHEDULE,
        @JsonProperty("NoExecute")
        NO_EXECUTE
    }
}
