package io.shapservice.crds.status;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.shapservice.crds.fields.ResourceFields;
import org.jspecify.annotations.Nullable;

/** One declared model as the API sees it. */
@ResourceFields
public record ModelStatus(
        @JsonPropertyDescription("Name of the model.") @Required @Size(max = 40)
        String name,

        @JsonPropertyDescription("Whether the API answers for it.") @Nullable
        Boolean ready,

        @JsonPropertyDescription("sha256:… of the file that is served; absent while none is.")
        @Size(max = 128)
        @Nullable
        String digest,

        @JsonPropertyDescription("One word for why; Loaded when ready.") @Size(max = 64) @Nullable
        String reason,

        @JsonPropertyDescription("What is wrong, where, and what to do; absent when ready.") @Size(max = 1024) @Nullable
        String message) {}
