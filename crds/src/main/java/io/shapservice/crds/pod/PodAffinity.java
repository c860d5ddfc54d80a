package io.shapservice.crds.pod;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.shapservice.crds.fields.ResourceFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pods that these are to be near to, or away from. */
@ResourceFields
public record PodAffinity(
        @JsonProperty("requiredDuringSchedulingIgnoredDuringExecution")
        @JsonPropertyDescription("What must hold; all of the terms.")
        @Size(max = Shapes.MOST_ITEMS)
        @Nullable
        List<Term> required,

        @JsonProperty("preferredDuringSchedulingIgnoredDuringExecution")
        @JsonPropertyDescription("What is better than its contrary.")
        @Size(max = Shapes.MOST_ITEMS)
        @Nullable
        List<Weighted> preferred) {
    /** Pods, and what counts as one place. */
    @ResourceFields
    public record Term(
            @JsonPropertyDescription("Which pods of this namespace.") @Nullable
            LabelSelector labelSelector,

            @JsonPropertyDescription("Label of nodes; those that have one value in common are one place.")
            @Required
            @Size(min = 1, max = 317)
            @Pattern(Shapes.LABEL_KEY)
            String topologyKey) {}

    /** What is better, and by how much. */
    @ResourceFields
    public record Weighted(
            @JsonPropertyDescription("How much better, 1 to 100.") @Required @Min(1) @Max(100)
            Integer weight,

            @JsonPropertyDescription("Which pods, and what counts as one place.") @Required
            Term podAffinityTerm) {}
}
