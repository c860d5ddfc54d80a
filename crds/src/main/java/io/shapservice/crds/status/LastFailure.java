package io.shapservice.crds.status;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.shapservice.crds.fields.ResourceFields;
import org.jspecify.annotations.Nullable;

/** The last end of a worker's process that was not asked for. */
@ResourceFields
public record LastFailure(
        @JsonPropertyDescription("The pod.") @Size(max = 253) @Nullable
        String pod,

        @JsonPropertyDescription("OOMKilled, JavaOutOfMemory, Stuck, Evicted or Error.") @Size(max = 64) @Nullable
        String reason,

        @JsonPropertyDescription("Exit code of the process; absent when it did not end by itself.") @Nullable
        Integer exitCode,

        @JsonPropertyDescription("When, RFC 3339.") @Size(max = 64) @Nullable
        String at,

        @JsonPropertyDescription("Command that shows what the process wrote last; absent when its pod is gone.")
        @Size(max = 512)
        @Nullable
        String logs) {}
