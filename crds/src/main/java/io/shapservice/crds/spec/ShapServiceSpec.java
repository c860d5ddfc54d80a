package io.shapservice.crds.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.shapservice.crds.fields.ResourceFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the service is to be. */
@ResourceFields
public record ShapServiceSpec(
        @JsonPropertyDescription("The models that the service explains. At most 50; names are unique.")
        @Size(max = 50)
        @Nullable
        List<ModelSpec> models,

        @JsonPropertyDescription(
                "Where jobs and results live while they are worked on: exactly one of managed and external. Changing from one"
                        + " to the other needs the annotation shapservice.io/allow-redis-switch: \"true\", because jobs do not move along."
                        + " Changed connection settings restart API and workers, one by one.")
        @Default(Defaults.REDIS)
        @Nullable
        RedisSpec redis,

        @JsonPropertyDescription(
                "Rows in a batch, the unit that one worker computes, commits and repeats after a failure. Applies to new jobs.")
        @Default(Defaults.BATCH_SIZE)
        @Min(1)
        @Max(100_000)
        @Nullable
        Integer batchSize,

        @JsonPropertyDescription(
                "Memory of one worker pod. A change restarts the workers one by one, after their work.")
        @Default(Defaults.OBJECT)
        @Nullable
        MemorySpec memory,

        @JsonPropertyDescription("The pods that answer HTTP.") @Default(Defaults.OBJECT) @Nullable
        ApiSpec api,

        @JsonPropertyDescription("How many workers there are, and when one counts as stuck.")
        @Default(Defaults.OBJECT)
        @Nullable
        WorkersSpec workers,

        @JsonPropertyDescription("What happens to the results of an ended job.") @Default(Defaults.OBJECT) @Nullable
        ResultsSpec results,

        @JsonPropertyDescription("NetworkPolicies of the service's pods.") @Default(Defaults.OBJECT) @Nullable
        NetworkPoliciesSpec networkPolicies,

        @JsonPropertyDescription(
                "Version of API and workers: the tag of their images in place of the operator's own. Pin it to keep a service as"
                        + " it is when the operator is upgraded. A change restarts API and workers, one by one.")
        @Size(min = 1, max = 128)
        @Pattern(Patterns.IMAGE_TAG)
        @Nullable
        String version,

        @JsonPropertyDescription(
                "Leave everything as it is: nothing is created, changed, scaled or replaced until this is false again. Status goes on.")
        @Default(Defaults.PAUSED)
        @Nullable
        Boolean paused) {
    /** A spec in which nothing is set. */
    public static final ShapServiceSpec EMPTY =
            new ShapServiceSpec(null, null, null, null, null, null, null, null, null, null);
}
