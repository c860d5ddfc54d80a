package io.shapservice.crds.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.shapservice.crds.fields.ResourceFields;
import org.jspecify.annotations.Nullable;

/** The rows that stand for the absence of a feature. */
@ResourceFields
public record ModelBackground(
        @JsonPropertyDescription(
                "Where the rows are: an npy, CSV (with a header) or JSON file with the model's features as its columns.")
        @Required
        ModelSource source,

        @JsonPropertyDescription(
                "How many rows are used, 1 to 10000. A file with more is sampled: the same rows in every pod and after every restart.")
        @Default(Defaults.BACKGROUND_ROWS)
        @Min(1)
        @Max(10_000)
        @Nullable
        Integer rows) {}
