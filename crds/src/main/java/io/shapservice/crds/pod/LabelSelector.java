package io.shapservice.crds.pod;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.shapservice.crds.fields.ResourceFields;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pods by their labels; all that is set must hold. */
@ResourceFields
public record LabelSelector(
        @JsonPropertyDescription("Labels with their values.") @Nullable
        Map<String, String> matchLabels,

        @JsonPropertyDescription("Requirements of labels.") @Size(max = Shapes.MOST_ITEMS) @Nullable
        List<Requirement> matchExpressions) {}
