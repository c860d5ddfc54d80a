package io.shapservice.crds.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.shapservice.crds.fields.ResourceFields;
import org.jspecify.annotations.Nullable;

/** What happens to the results of an ended job. */
@ResourceFields
@ValidationRule(
        value = "duration(self.ttl) >= duration('1m') && duration(self.ttl) <= duration('8760h')",
        message = "results.ttl must be between 1m and 8760h (a year)")
public record ResultsSpec(
        @JsonPropertyDescription("How long the results of an ended job are kept, 1m to 8760h. Applies to new jobs.")
        @Default(Defaults.RESULTS_TTL)
        @Size(max = 16)
        @Pattern(Patterns.DURATION)
        @Nullable
        String ttl) {}
