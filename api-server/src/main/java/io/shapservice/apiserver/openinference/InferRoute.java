package io.shapservice.apiserver.openinference;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.shapservice.apiserver.arrays.ExplainedRows;
import io.shapservice.apiserver.arrays.NestedArrays;
import io.shapservice.apiserver.config.Limits;
import io.shapservice.apiserver.explain.SyncExplains;
import io.shapservice.apiserver.http.Json;
import io.shapservice.apiserver.http.MediaTypes;
import io.shapservice.apiserver.http.Query;
import io.shapservice.apiserver.http.RequestBody;
import io.shapservice.apiserver.models.ModelCatalog;
import io.shapservice.apiserver.models.ServedModel;
import io.shapservice.apiserver.openinference.InferRequest.OutputWish;
import io.shapservice.apiserver.options.Options;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.apiserver.rows.RowsIn;
import io.shapservice.engine.table.Table;
import io.shapservice.protocol.batch.ElementType;
import io.shapservice.protocol.problem.ProblemType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code POST /v2/models/{model}/infer}: on this service, inference is explanation. */
final class InferRoute {
    static final List<String> OUTPUTS = List.of("values", "base_values", "predictions");

    private final ModelCatalog catalog;
    private final SyncExplains explains;
    private final Limits limits;

    InferRoute(ModelCatalog catalog, SyncExplains explains, Limits limits) {
        this.catalog = catalog;
        this.explains = explains;
        this.limits = limits;
    }

    void infer(Context ctx) throws IOException {
        Query.of(ctx, Set.of());
        if (!MediaTypes.ofBody(ctx).equals(MediaTypes.JSON) || ctx.header("Inference-Header-Content-Length") != null) {
            throw new ProblemException(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "Send the request as application/json, without binary tensors.");
        }
        ServedModel model = catalog.require(ctx.pathParam("model"));
        InferRequest request = InferRequest.read(RequestBody.open(ctx, limits.syncBytes()));
        Options options = options(request);
        List<String> wanted = wanted(request);
        Table rows = RowsIn.align(Tensors.table(request.tensors(), limits), model.ensemble());
        ExplainedRows done = ExplainedRows.of(explains.explain(model, options.explain(), rows));
        Json.stream(ctx, out -> write(out, request, model, options, wanted, done));
    }

    private static Options options(InferRequest request) {
        Map<String, String> given = request.options();
        for (String name : given.keySet()) {
            if (!Options.NAMES.contains(name)) {
                throw ProblemException.at(
                        ProblemType.INVALID_REQUEST,
                        "/parameters",
                        "There is no parameter of that name; known are "
                                + Options.NAMES.stream().sorted().toList() + ".");
            }
        }
        return Options.parse(given).withoutInteractions();
    }

    private static List<String> wanted(InferRequest request) {
        if (request.outputs() == null || request.outputs().isEmpty()) {
            return OUTPUTS;
        }
        List<String> names = request.outputs().stream()
                .map(OutputWish::name)
                .map(String::valueOf)
                .toList();
        if (!OUTPUTS.containsAll(names)) {
            throw ProblemException.at(ProblemType.INVALID_REQUEST, "/outputs", "The outputs are " + OUTPUTS + ".");
        }
        return names;
    }

    private static void write(
            JsonGenerator out,
            InferRequest request,
            ServedModel model,
            Options options,
            List<String> wanted,
            ExplainedRows rows)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("model_name", model.name());
        out.writeStringField("model_version", model.digest());
        if (request.id() != null) {
            out.writeStringField("id", request.id());
        }
        out.writeObjectFieldStart("parameters");
        out.writeStringField("method", Options.name(options.explain().method()));
        out.writeStringField("output_space", Options.name(options.explain().output()));
        out.writeNumberField("additivity_max_error", rows.additivityMaxError());
        out.writeEndObject();
        out.writeArrayFieldStart("outputs");
        for (String name : wanted) {
            boolean strict = options.strictShape();
            switch (name) {
                case "values" -> tensor(out, name, rows.values(), NestedArrays.shape(rows, true, strict), rows.type());
                case "base_values" ->
                    tensor(out, name, rows.baseValuesByRow(), NestedArrays.shape(rows, false, strict), rows.type());
                default -> tensor(out, name, rows.prediction(), NestedArrays.shape(rows, false, strict), rows.type());
            }
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void tensor(JsonGenerator out, String name, double[] data, int[] shape, ElementType type)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("name", name);
        out.writeStringField("datatype", type == ElementType.FLOAT32 ? "FP32" : "FP64");
        out.writeFieldName("shape");
        out.writeArray(shape, 0, shape.length);
        out.writeFieldName("data");
        NestedArrays.write(out, data, new int[] {data.length}, type);
        out.writeEndObject();
    }
}
