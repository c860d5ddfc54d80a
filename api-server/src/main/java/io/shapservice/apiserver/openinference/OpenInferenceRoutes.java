package io.shapservice.apiserver.openinference;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.shapservice.apiserver.config.Limits;
import io.shapservice.apiserver.explain.SyncExplains;
import io.shapservice.apiserver.health.Readiness;
import io.shapservice.apiserver.http.Json;
import io.shapservice.apiserver.http.RouteGroup;
import io.shapservice.apiserver.models.AxisNames;
import io.shapservice.apiserver.models.ModelCatalog;
import io.shapservice.apiserver.models.ModelStatus;
import io.shapservice.apiserver.models.ServedModel;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.protocol.problem.ProblemType;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code /v2}: the Open Inference Protocol's metadata, health and inference. */
public final class OpenInferenceRoutes implements RouteGroup {
    private final ModelCatalog catalog;
    private final Readiness readiness;
    private final InferRoute infer;

    public OpenInferenceRoutes(ModelCatalog catalog, SyncExplains explains, Limits limits, Readiness readiness) {
        this.catalog = catalog;
        this.readiness = readiness;
        this.infer = new InferRoute(catalog, explains, limits);
    }

    private record Tensor(String name, String datatype, List<Integer> shape) {}

    private record Metadata(
            String name, List<String> versions, String platform, List<Tensor> inputs, List<Tensor> outputs) {}

    @Override
    public void register(RoutesConfig routes) {
        routes.get(
                "/v2",
                ctx -> Json.send(
                        ctx,
                        Map.of(
                                "name",
                                "shap-service",
                                "version",
                                version(),
                                "extensions",
                                List.of("binary_tensor_data"))));
        routes.get("/v2/health/live", ctx -> Json.send(ctx, Map.of("live", true)));
        routes.get("/v2/health/ready", ctx -> {
            ctx.status(readiness.ready() ? 200 : 503);
            Json.send(ctx, Map.of("ready", readiness.ready()));
        });
        for (String model : List.of("/v2/models/{model}", "/v2/models/{model}/versions/{version}")) {
            routes.get(model, this::metadata);
            routes.get(model + "/ready", this::ready);
            routes.post(model + "/infer", infer::infer);
        }
    }

    private void metadata(Context ctx) throws IOException {
        ServedModel model = catalog.require(ctx.pathParam("model"));
        checkVersion(ctx, model);
        AxisNames names = model.names();
        List<Integer> byRow = names.outputCount() > 1 ? List.of(-1, names.outputCount()) : List.of(-1);
        List<Integer> values = names.outputCount() > 1
                ? List.of(-1, names.featureCount(), names.outputCount())
                : List.of(-1, names.featureCount());
        Json.send(
                ctx,
                new Metadata(
                        model.name(),
                        List.of(model.digest()),
                        "shap-service",
                        List.of(new Tensor("input", "FP64", List.of(-1, names.featureCount()))),
                        List.of(
                                new Tensor("values", "FP32", values),
                                new Tensor("base_values", "FP32", byRow),
                                new Tensor("predictions", "FP32", byRow))));
    }

    private void ready(Context ctx) throws IOException {
        ModelStatus status = catalog.find(ctx.pathParam("model"));
        boolean ready = status instanceof ModelStatus.Loaded;
        if (status instanceof ModelStatus.Loaded(ServedModel model)) {
            checkVersion(ctx, model);
        }
        ctx.status(ready ? 200 : 503);
        Json.send(ctx, Map.of("name", status.name(), "ready", ready));
    }

    /** A model is served in one version: the digest that its metadata tells. */
    static void checkVersion(Context ctx, ServedModel model) {
        if (!ctx.pathParamMap().getOrDefault("version", model.digest()).equals(model.digest())) {
            throw new ProblemException(
                    ProblemType.MODEL_NOT_FOUND,
                    "Model " + model.name() + " is served in version " + model.digest()
                            + " only; the path without a version is that one.");
        }
    }

    private static String version() {
        String built = OpenInferenceRoutes.class.getPackage().getImplementationVersion();
        return built == null ? "development" : built;
    }
}
