package io.shapservice.crds.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.shapservice.crds.fields.ResourceFields;
import org.jspecify.annotations.Nullable;

/** Memory of one worker pod. */
@ResourceFields
@ValidationRule(
        value =
                "!quantity(self.limit).isLessThan(quantity('384Mi')) && !quantity(self.limit).isGreaterThan(quantity('64Gi'))",
        message = "memory.limit must be between 384Mi and 64Gi")
@ValidationRule(
        value = "!has(self.threshold) || quantity(self.threshold).isLessThan(quantity(self.limit))",
        message = "memory.threshold must be below memory.limit; leave it out for 475/512 of the limit")
@ValidationRule(
        value = "!has(self.threshold) || !quantity(self.threshold).isLessThan(quantity('256Mi'))",
        message = "memory.threshold must be at least 256Mi, or a worker would never start work")
public record MemorySpec(
        @JsonPropertyDescription(
                "Memory that the pod may use, 384Mi to 64Gi; the kernel ends a worker that takes more.")
        @Default(Defaults.MEMORY_LIMIT)
        @Size(max = 20)
        @Pattern(Patterns.QUANTITY)
        @Nullable
        String limit,

        @JsonPropertyDescription(
                "Memory in use above which a worker starts no new work; absent means 475/512 of the limit.")
        @Size(max = 20)
        @Pattern(Patterns.QUANTITY)
        @Nullable
        String threshold,

        @JsonPropertyDescription("Trade speed for a smaller footprint.") @Default(Defaults.AGGRESSIVE) @Nullable
        Boolean aggressive) {}
