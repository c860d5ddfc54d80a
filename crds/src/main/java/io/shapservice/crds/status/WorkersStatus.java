package io.shapservice.crds.status;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.shapservice.crds.fields.ResourceFields;
import org.jspecify.annotations.Nullable;

/** The fleet of workers. */
@ResourceFields
public record WorkersStatus(
        @JsonPropertyDescription("Workers that the last decision asks for.") @Nullable
        Integer desired,

        @JsonPropertyDescription("Workers that are Ready.") @Nullable
        Integer ready,

        @JsonPropertyDescription("Workers that hold work; absent while unknown.") @Nullable
        Integer busy) {}
