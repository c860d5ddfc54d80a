package io.shapservice.crds.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.shapservice.crds.fields.ResourceFields;
import io.shapservice.crds.pod.PodTemplate;
import org.jspecify.annotations.Nullable;

/** How many workers there are, and when one counts as stuck. */
@ResourceFields
@ValidationRule(
        value = "self.minReplicas <= self.maxReplicas",
        message = "workers.minReplicas must not be above workers.maxReplicas: lower minReplicas or raise maxReplicas")
@ValidationRule(
        value = "self.mode != 'Manual' || has(self.replicas)",
        message = "workers.mode Manual needs workers.replicas: set it, or choose Auto")
@ValidationRule(
        value = "self.mode == 'Manual' || !has(self.replicas)",
        message = "workers.replicas is only for workers.mode Manual: leave it out, or use minReplicas and maxReplicas")
@ValidationRule(
        value = "duration(self.targetDrain) >= duration('1s') && duration(self.targetDrain) <= duration('24h')",
        message = "workers.targetDrain must be between 1s and 24h")
@ValidationRule(
        value = "duration(self.stuckAfter) >= duration('5s') && duration(self.stuckAfter) <= duration('24h')",
        message = "workers.stuckAfter must be between 5s and 24h")
@ValidationRule(
        value = "duration(self.scaleDownAfter) >= duration('1s') && duration(self.scaleDownAfter) <= duration('24h')",
        message = "workers.scaleDownAfter must be between 1s and 24h")
public record WorkersSpec(
        @JsonPropertyDescription(
                "Auto: the number follows the backlog. Advisory: the same is decided and reported, and nothing is done. Manual: replicas.")
        @Default(Defaults.WORKERS_MODE)
        @Nullable
        WorkersMode mode,

        @JsonPropertyDescription("Number of workers in mode Manual.") @Min(0) @Max(500) @Nullable
        Integer replicas,

        @JsonPropertyDescription("Fewest workers in mode Auto; 0 lets an idle service go without any.")
        @Default(Defaults.MIN_REPLICAS)
        @Min(0)
        @Max(500)
        @Nullable
        Integer minReplicas,

        @JsonPropertyDescription("Most workers in mode Auto.")
        @Default(Defaults.MAX_REPLICAS)
        @Min(1)
        @Max(500)
        @Nullable
        Integer maxReplicas,

        @JsonPropertyDescription("How soon a backlog is to be worked off, 1s to 24h: workers = seconds of work ÷ this.")
        @Default(Defaults.TARGET_DRAIN)
        @Size(max = 16)
        @Pattern(Patterns.DURATION)
        @Nullable
        String targetDrain,

        @JsonPropertyDescription("How long a worker may hold work without progress before it is replaced, 5s to 24h.")
        @Default(Defaults.STUCK_AFTER)
        @Size(max = 16)
        @Pattern(Patterns.DURATION)
        @Nullable
        String stuckAfter,

        @JsonPropertyDescription("How long fewer workers must suffice before some are removed, 1s to 24h.")
        @Default(Defaults.SCALE_DOWN_AFTER)
        @Size(max = 16)
        @Pattern(Patterns.DURATION)
        @Nullable
        String scaleDownAfter,

        @JsonPropertyDescription(
                "What else the workers' pods are to be like. A change replaces them one by one, after their work.")
        @Nullable
        PodTemplate podTemplate) {}
