package io.shapservice.crds.status;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.shapservice.crds.fields.ResourceFields;
import org.jspecify.annotations.Nullable;

/** Work that is not done yet, rounded so that the status is not written for every batch. */
@ResourceFields
public record BacklogStatus(
        @JsonPropertyDescription("CPU seconds of work that wait or run: what one worker would need.") @Nullable
        Long seconds,

        @JsonPropertyDescription("Rows that no worker holds yet.") @Nullable
        Long rows,

        @JsonPropertyDescription("Age of the oldest batch that waits, as a duration.") @Size(max = 32) @Nullable
        String oldestAge,

        @JsonPropertyDescription("The same for people: seconds of work and rows.") @Size(max = 128) @Nullable
        String summary) {}
