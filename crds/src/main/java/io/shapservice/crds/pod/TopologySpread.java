package io.shapservice.crds.pod;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.shapservice.crds.fields.ResourceFields;
import org.jspecify.annotations.Nullable;

/** How evenly the pods of a component are spread over nodes, zones or the like. */
@ResourceFields
public record TopologySpread(
        @JsonPropertyDescription("Label of nodes whose values are to have about equally many pods each.")
        @Required
        @Size(min = 1, max = 317)
        @Pattern(Shapes.LABEL_KEY)
        String topologyKey,

        @JsonPropertyDescription("How many pods more one value may have than another.")
        @Default(TopologySpread.DEFAULT_SKEW)
        @Min(1)
        @Max(100)
        @Nullable
        Integer maxSkew,

        @JsonPropertyDescription(
                "What happens to a pod that would make it less even. ScheduleAnyway: it runs nevertheless. DoNotSchedule: it waits.")
        @Default("ScheduleAnyway")
        @Nullable
        WhenUnsatisfiable whenUnsatisfiable) {
    public static final String DEFAULT_SKEW = "1";

    /** What happens to a pod that would make it less even. */
    public enum WhenUnsatisfiable {
        @JsonProperty("ScheduleAnyway")
        SCHEDULE_ANYWAY,
        @JsonProperty("DoNotSchedule")
        DO_NOT_SCHEDULE
    }
}
