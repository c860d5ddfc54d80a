package io.shapservice.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Results in the order in which they were committed, which is not row order: {@code rowOffset} places them.
 *
 * @param values {@code [rows][F]} or {@code [rows][F][K]}
 * @param baseValues {@code [K]}
 * @param prediction {@code [rows]} or {@code [rows][K]}
 * @param rowOffset the job's row that the first row of this page is
 * @param next opaque cursor for the page after this one
 * @param complete this page is the last
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ResultPage(
        JsonNode values,
        @JsonProperty("base_values") JsonNode baseValues,
        JsonNode prediction,
        @JsonProperty("row_offset") long rowOffset,
        int rows,
        @Nullable String next,
        boolean complete) {}
