package io.shapservice.crds.status;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import io.shapservice.crds.fields.ResourceFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator last saw. */
@ResourceFields
public record ShapServiceStatus(
        @JsonPropertyDescription("The generation of the resource that this status is about.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("Ready, ModelLoaded, RedisReachable, WorkersAvailable, ScalingActive and Degraded.")
        @Size(max = 16)
        @Nullable
        List<Condition> conditions,

        @JsonPropertyDescription("The fleet of workers.") @Nullable
        WorkersStatus workers,

        @JsonPropertyDescription("Work that is not done yet; absent while unknown.") @Nullable
        BacklogStatus backlog,

        @JsonPropertyDescription("The declared models as the API sees them.") @Size(max = 50) @Nullable
        List<ModelStatus> models,

        @JsonPropertyDescription("Which Redis the service was set up with.") @Nullable
        RedisMode redisMode,

        @JsonPropertyDescription("The last end of a worker's process that was not asked for.") @Nullable
        LastFailure lastFailure) {}
