package io.shapservice.crds.pod;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.shapservice.crds.fields.ResourceFields;
import org.jspecify.annotations.Nullable;

/** Amounts of what a node offers, without memory. */
@ResourceFields
public record Amounts(
        @JsonPropertyDescription("CPUs, 500m or 2 for example.") @Size(min = 1, max = 20) @Pattern(Shapes.CPU) @Nullable
        String cpu,

        @JsonProperty("ephemeral-storage")
        @JsonPropertyDescription("Space on the node's disk, 1Gi for example.")
        @Size(min = 1, max = 20)
        @Pattern(Shapes.BYTES)
        @Nullable
        String ephemeralStorage) {}
