package io.shapservice.protocol.batch;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The explanation options of a job, with the names and values of the HTTP query parameters; the API writes them, workers read
 * them.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record JobOptions(String method, boolean interactions, String output, String precision) {
    public static final JobOptions DEFAULT = new JobOptions("path", false, "raw", "float");

    private static final ObjectMapper JSON = new ObjectMapper();

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
