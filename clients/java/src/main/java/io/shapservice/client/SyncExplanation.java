package io.shapservice.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A few rows explained at once.
 *
 * @param predictions {@code [n]} or {@code [n][K]}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SyncExplanation(JsonNode predictions, Explanations explanations) {
    /**
     * @param values {@code [n][F]} or {@code [n][F][K]}
     * @param baseValues a number, or {@code [K]}
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Explanations(
            JsonNode values,
            @JsonProperty("base_values") JsonNode baseValues,
            @JsonProperty("feature_names") List<String> featureNames) {
        public Explanations {
            featureNames = featureNames == null ? List.of() : List.copyOf(featureNames);
        }
    }
}
