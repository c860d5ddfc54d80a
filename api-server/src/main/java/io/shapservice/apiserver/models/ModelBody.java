package io.shapservice.apiserver.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.shapservice.apiserver.models.ModelStatus.Loaded;
import io.shapservice.apiserver.models.ModelStatus.Unavailable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model as {@code GET /v1/models/{m}} tells it: KServe's {@code name} and {@code ready}, and what a caller needs to send rows. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelBody(
        String name,
        boolean ready,
        String reason,
        @Nullable String message,
        @Nullable String digest,
        @Nullable Integer features,
        @JsonProperty("feature_names") @Nullable List<String> featureNames,
        @Nullable Integer outputs,
        @JsonProperty("output_names") @Nullable List<String> outputNames,
        @Nullable Integer trees,
        @Nullable Long leaves,
        @JsonProperty("max_depth") @Nullable Integer maxDepth,
        @Nullable BackgroundBody background) {

    /** @param rows that are used of the declared file */
    public record BackgroundBody(int rows, String digest) {
        static @Nullable BackgroundBody of(@Nullable ServedBackground background) {
            return background == null
                    ? null
                    : new BackgroundBody(background.rows().size(), background.digest());
        }
    }

    public static ModelBody of(ModelStatus status) {
        return switch (status) {
            case Loaded(ServedModel m) -> {
                var e = m.ensemble();
                AxisNames n = m.names();
                yield new ModelBody(
                        m.name(),
                        true,
                        "Loaded",
                        null,
                        m.digest(),
                        n.featureCount(),
                        n.features(),
                        n.outputCount(),
                        n.outputs(),
                        e.trees(),
                        e.leaves(),
                        e.maxDepth(),
                        BackgroundBody.of(m.background()));
            }
            case Unavailable(String name, ModelStatus.Reason reason, String message) ->
                new ModelBody(
                        name, false, reason.name(), message, null, null, null, null, null, null, null, null, null);
        };
    }
}
