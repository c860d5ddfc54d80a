package io.shapservice.protocol.batch;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The explanation options of a job, with the names and values of the HTTP query parameters; the API writes them, workers read
 * them.
 *
 * @param groups each as the query has it, {@code name:columnA,columnB}
 * @param background digest of the background rows, an {@link InputBlob} in the blob store; null when none are used
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record JobOptions(
        String method,
        boolean interactions,
        String output,
        String precision,
        List<String> groups,
        @Nullable String background) {
    public static final JobOptions DEFAULT = new JobOptions("path", false, "raw", "float");

    private static final ObjectMapper JSON = new ObjectMapper();

    @JsonCreator
    public JobOptions(
            @JsonProperty("method") String method,
            @JsonProperty("interactions") boolean interactions,
            @JsonProperty("output") String output,
            @JsonProperty("precision") String precision,
            @JsonProperty("groups") @Nullable List<String> groups,
            @JsonProperty("background") @Nullable String background) {
        this.method = method;
        this.interactions = interactions;
        this.output = output;
        this.precision = precision;
        this.groups = groups == null ? List.of() : List.copyOf(groups);
        this.background = background;
    }

    /** Every column for itself, and no background. */
    public JobOptions(String method, boolean interactions, String output, String precision) {
        this(method, interactions, output, precision, List.of(), null);
    }

    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of strings is always JSON", e);
        }
    }

    /** @throws IllegalArgumentException when the text is not a job's options */
    public static JobOptions fromJson(String json) {
        try {
            return JSON.readValue(json, JobOptions.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a job's options: " + e.getOriginalMessage(), e);
        }
    }
}
