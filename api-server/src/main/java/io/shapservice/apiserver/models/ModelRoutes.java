package io.shapservice.apiserver.models;

import io.javalin.config.RoutesConfig;
import io.shapservice.apiserver.http.Json;
import io.shapservice.apiserver.http.RouteGroup;
import java.util.List;

/** {@code GET /v1/models} in KServe V1's form with details beside it, and one model. */
public final class ModelRoutes implements RouteGroup {
    private final ModelCatalog catalog;

    public ModelRoutes(ModelCatalog catalog) {
        this.catalog = catalog;
    }

    private record ModelList(List<String> models, List<ModelBody> items) {}

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/v1/models", ctx -> {
            List<ModelBody> items = catalog.all().stream().map(ModelBody::of).toList();
            Json.send(ctx, new ModelList(items.stream().map(ModelBody::name).toList(), items));
        });
        routes.get("/v1/models/{model}", ctx -> Json.send(ctx, ModelBody.of(catalog.find(ctx.pathParam("model")))));
    }
}
