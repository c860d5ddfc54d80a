package io.shapservice.apiserver.openinference;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.protocol.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of an inference request (Open Inference Protocol V2, REST, JSON). */
record InferRequest(
        @Nullable String id,
        @Nullable Map<String, JsonNode> parameters,
        @Nullable List<InputTensor> inputs,
        @Nullable List<OutputWish> outputs) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    record InputTensor(
            @Nullable String name,
            long @Nullable [] shape,
            @Nullable String datatype,
            @Nullable Map<String, JsonNode> parameters,
            @Nullable JsonNode data) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record OutputWish(@Nullable String name) {}

    static InferRequest read(InputStream body) throws IOException {
        try {
            InferRequest request = JSON.readValue(body, InferRequest.class);
            if (request == null) {
                throw new ProblemException(ProblemType.MALFORMED_BODY, "The body must be an inference request.");
            }
            return request;
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw new ProblemException(
                    ProblemType.MALFORMED_BODY,
                    "The body is not an inference request"
                            + (at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")")
                            + ": send {\"inputs\": [{\"name\", \"shape\", \"datatype\", \"data\"}]}.");
        }
    }

    /** Explanation options among the parameters, as text; the protocol's own parameters are left out. */
    Map<String, String> options() {
        Map<String, String> options = new HashMap<>();
        if (parameters != null) {
            parameters.forEach((name, value) -> options.put(name, value.asText()));
        }
        return options;
    }

    List<InputTensor> tensors() {
        if (inputs == null || inputs.isEmpty()) {
            throw ProblemException.at(
                    ProblemType.MALFORMED_BODY,
                    "/inputs",
                    "Send one tensor of shape [rows, features], or one of shape [rows] for each feature, under inputs.");
        }
        return inputs;
    }
}
