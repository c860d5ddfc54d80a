package io.shapservice.apiserver.openinference;

import io.javalin.http.Context;
import io.shapservice.apiserver.arrays.ExplainedRows;
import io.shapservice.apiserver.arrays.NestedArrays;
import io.shapservice.apiserver.arrays.TopFeatures;
import io.shapservice.apiserver.config.Limits;
import io.shapservice.apiserver.explain.Deadline;
import io.shapservice.apiserver.explain.MemoryBudget;
import io.shapservice.apiserver.explain.SyncExplains;
import io.shapservice.apiserver.http.Query;
import io.shapservice.apiserver.models.ModelCatalog;
import io.shapservice.apiserver.models.ServedModel;
import io.shapservice.apiserver.openinference.InferRequest.OutputWish;
import io.shapservice.apiserver.options.Options;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.apiserver.rows.RowsIn;
import io.shapservice.engine.table.Table;
import io.shapservice.protocol.problem.ProblemType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code POST /v2/models/{model}/infer}: on this service, inference is explanation. */
final class InferRoute {
    private static final List<String> ALL = List.of("values", "base_values", "predictions");
    private static final List<String> TOP = List.of("top_features", "top_values", "base_values", "predictions");

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
        Deadline deadline = Deadline.of(ctx);
        ServedModel model = catalog.require(ctx.pathParam("model"));
        OpenInferenceRoutes.checkVersion(ctx, model);
        try (MemoryBudget.Share memory = explains.memoryFor(ctx)) {
            InferBody body = InferBody.read(ctx, limits.syncBytes());
            InferRequest request = body.request();
            Options options = options(request);
            List<OutputWish> wanted = wanted(request, options);
            Table rows = RowsIn.align(Tensors.table(body, limits), model.ensemble(), false);
            ExplainedRows done = ExplainedRows.of(explains.explain(model, options.explain(), rows, deadline, memory));
            List<OutTensor> outputs = wanted.stream()
                    .map(wish -> tensor(String.valueOf(wish.name()), done, options, binary(wish, request)))
                    .toList();
            new InferAnswer(request, model, options, done, outputs).send(ctx);
        }
    }

    private static Options options(InferRequest request) {
        Map<String, String> given = request.options();
        for (String name : given.keySet()) {
            if (!Options.OF_EXPLAINS.contains(name)) {
                throw ProblemException.at(
                        ProblemType.INVALID_REQUEST,
                        "/parameters",
                        "There is no parameter of that name; known are "
                                + Options.OF_EXPLAINS.stream().sorted().toList() + ".");
            }
        }
        return Options.parse(given, request.groups()).withoutInteractions();
    }

    private static List<OutputWish> wanted(InferRequest request, Options options) {
        List<String> offered = options.top() == 0 ? ALL : TOP;
        List<OutputWish> asked = request.outputs();
        if (asked == null || asked.isEmpty()) {
            return offered.stream().map(name -> new OutputWish(name, null)).toList();
        }
        for (OutputWish wish : asked) {
            if (!offered.contains(String.valueOf(wish.name()))) {
                throw ProblemException.at(ProblemType.INVALID_REQUEST, "/outputs", "The outputs are " + offered + ".");
            }
        }
        return asked;
    }

    private static boolean binary(OutputWish wish, InferRequest request) {
        Boolean own = wish.binary();
        return own == null ? request.binaryOutputs() : own;
    }

    private static OutTensor tensor(String name, ExplainedRows rows, Options options, boolean binary) {
        boolean strict = options.strictShape();
        OutTensor.Type type = OutTensor.Type.of(rows.type());
        int[] byRow = NestedArrays.shape(rows, false, strict);
        return switch (name) {
            case "values" -> new OutTensor(name, type, NestedArrays.shape(rows, true, strict), rows.values(), binary);
            case "base_values" -> new OutTensor(name, type, byRow, rows.baseValuesByRow(), binary);
            case "top_features" -> {
                TopFeatures top = TopFeatures.of(rows, options.top());
                yield new OutTensor(name, OutTensor.Type.INT32, top.shape(rows, strict), top.indexAsNumbers(), binary);
            }
            case "top_values" -> {
                TopFeatures top = TopFeatures.of(rows, options.top());
                yield new OutTensor(name, type, top.shape(rows, strict), top.value(), binary);
            }
            default -> new OutTensor(name, type, byRow, rows.prediction(), binary);
        };
    }
}
