package io.shapservice.apiserver.openinference;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.protocol.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of an inference request (Open Inference Protocol V2, REST, JSON). KServe's client names the model in it, too. */
@JsonIgnoreProperties({"model_name", "model_version"})
record InferRequest(
        @Nullable String id,
        @Nullable Map<String, JsonNode> parameters,
        @Nullable List<InputTensor> inputs,
        @Nullable List<OutputWish> outputs) {
    /** Parameters of the protocol and of its clients, which say nothing of explanations. */
    private static final Set<String> PROTOCOLS = Set.of(
            "binary_data_output",
            "sequence_id",
            "sequence_start",
            "sequence_end",
            "priority",
            "timeout",
            "content_type");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // What the body's stream throws, such as that it is too large, is the answer.
            .disable(DeserializationFeature.WRAP_EXCEPTIONS)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    record InputTensor(
            @Nullable String name,
            long @Nullable [] shape,
            @Nullable String datatype,
            @Nullable Map<String, JsonNode> parameters,
            @Nullable TensorData data) {
        /** Bytes behind the JSON that are its data; empty when the data is in the JSON. */
        OptionalLong binaryBytes() {
            JsonNode size = parameters == null ? null : parameters.get("binary_data_size");
            return size == null
                    ? OptionalLong.empty()
                    : OptionalLong.of(size.isIntegralNumber() ? size.longValue() : -1);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record OutputWish(@Nullable String name, @Nullable Map<String, JsonNode> parameters) {
        /** Whether the output is wanted behind the JSON; null when nothing is said. */
        @Nullable
        Boolean binary() {
            JsonNode flag = parameters == null ? null : parameters.get("binary_data");
            return flag == null ? null : flag.asBoolean();
        }
    }

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
            parameters.forEach((name, value) -> {
                if (!PROTOCOLS.contains(name)) {
                    options.put(name, value.asText());
                }
            });
        }
        return options;
    }

    /** Whether outputs are wanted behind the JSON where they do not say themselves. */
    boolean binaryOutputs() {
        JsonNode flag = parameters == null ? null : parameters.get("binary_data_output");
        return flag != null && flag.asBoolean();
    }

    /** {@code group} is one text with a semicolon between groups, because parameters are no lists. */
    List<String> groups() {
        JsonNode group = parameters == null ? null : parameters.get("group");
        return group == null ? List.of() : List.of(group.asText().split(";", -1));
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
