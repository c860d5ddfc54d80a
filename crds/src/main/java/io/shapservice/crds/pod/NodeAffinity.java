package io.shapservice.crds.pod;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.shapservice.crds.fields.ResourceFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nodes that the pods may or should run on. */
@ResourceFields
public record NodeAffinity(
        @JsonProperty("requiredDuringSchedulingIgnoredDuringExecution")
        @JsonPropertyDescription("Nodes that the pods may run on: those of any of the terms.")
        @Nullable
        NodeSelector required,

        @JsonProperty("preferredDuringSchedulingIgnoredDuringExecution")
        @JsonPropertyDescription("Nodes that are better than others.")
        @Size(max = Shapes.MOST_ITEMS)
        @Nullable
        List<Preference> preferred) {
    /** Nodes, by alternatives. */
    @ResourceFields
    public record NodeSelector(
            @JsonPropertyDescription("Alternatives; one must hold.") @Required @Size(min = 1, max = Shapes.MOST_ITEMS)
            List<NodeSelectorTerm> nodeSelectorTerms) {}

    /** Nodes that meet every requirement. */
    @ResourceFields
    public record NodeSelectorTerm(
            @JsonPropertyDescription("Requirements of a node's labels; all must hold.")
            @Size(max = Shapes.MOST_ITEMS)
            @Nullable
            List<Requirement> matchExpressions,

            @JsonPropertyDescription("Requirements of a node's fields; all must hold.")
            @Size(max = Shapes.MOST_ITEMS)
            @Nullable
            List<Requirement> matchFields) {}

    /** Nodes that are better than others, and by how much. */
    @ResourceFields
    public record Preference(
            @JsonPropertyDescription("How much better, 1 to 100.") @Required @Min(1) @Max(100)
            Integer weight,

            @JsonPropertyDescription("Which nodes.") @Required
            NodeSelectorTerm preference) {}
}
