package io.shapservice.apiserver.openinference;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.shapservice.apiserver.arrays.ExplainedRows;
import io.shapservice.apiserver.http.Json;
import io.shapservice.apiserver.models.ServedModel;
import io.shapservice.apiserver.options.Options;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** The answer to an inference: JSON, and the outputs that are wanted binary behind it. */
record InferAnswer(
        InferRequest request, ServedModel model, Options options, ExplainedRows rows, List<OutTensor> outputs) {

    void send(Context ctx) throws IOException {
        if (outputs.stream().noneMatch(OutTensor::binary)) {
            Json.stream(ctx, this::write);
            return;
        }
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        try (JsonGenerator out = Json.factory().createGenerator(head)) {
            write(out);
        }
        ctx.contentType("application/octet-stream")
                .header("Cache-Control", "no-store")
                .header(InferBody.HEADER, Integer.toString(head.size()));
        OutputStream out = ctx.outputStream();
        out.write(head.toByteArray());
        for (OutTensor output : outputs) {
            if (output.binary()) {
                out.write(output.bytes());
            }
        }
    }

    private void write(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("model_name", model.name());
        out.writeStringField("model_version", model.digest());
        if (request.id() != null) {
            out.writeStringField("id", request.id());
        }
        out.writeObjectFieldStart("parameters");
        out.writeStringField("method", Options.name(options.explain().method()));
        out.writeStringField("output_space", Options.name(options.explain().output()));
        String background = model.backgroundDigest(options.explain());
        if (background != null) {
            out.writeStringField("background_digest", background);
        }
        out.writeNumberField("additivity_max_error", rows.additivityMaxError());
        out.writeEndObject();
        out.writeArrayFieldStart("outputs");
        for (OutTensor output : outputs) {
            output.writeJson(out);
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}
