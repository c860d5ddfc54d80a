package io.shapservice.apiserver.explain;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.shapservice.apiserver.arrays.ExplainedRows;
import io.shapservice.apiserver.arrays.NestedArrays;
import io.shapservice.apiserver.arrays.TopFeatures;
import io.shapservice.apiserver.config.Limits;
import io.shapservice.apiserver.http.Json;
import io.shapservice.apiserver.http.MediaTypes;
import io.shapservice.apiserver.http.Query;
import io.shapservice.apiserver.http.RequestBody;
import io.shapservice.apiserver.http.RouteGroup;
import io.shapservice.apiserver.models.ModelCatalog;
import io.shapservice.apiserver.models.ServedModel;
import io.shapservice.apiserver.options.Options;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.apiserver.rows.RowsFormat;
import io.shapservice.apiserver.rows.RowsIn;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.Explainer;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableLimits;
import io.shapservice.protocol.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** {@code POST /v1/models/{model}:explain}: KServe V1's body and answer; npy and CSV bodies too. */
public final class ExplainRoute implements RouteGroup {
    private final ModelCatalog catalog;
    private final SyncExplains explains;
    private final Limits limits;

    public ExplainRoute(ModelCatalog catalog, SyncExplains explains, Limits limits) {
        this.catalog = catalog;
        this.explains = explains;
        this.limits = limits;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.post("/v1/models/{model}:explain", this::explain);
    }

    private void explain(Context ctx) throws IOException {
        Query query = Query.of(ctx, Options.OF_EXPLAINS, RowsFormat.parameters());
        MediaTypes.wanted(ctx, List.of(MediaTypes.JSON));
        Deadline deadline = Deadline.of(ctx);
        ServedModel model = catalog.require(ctx.pathParam("model"));
        Options options = Options.of(query);
        RowsFormat format = RowsFormat.of(ctx, query);
        Explainer explainer = model.explainer(options.explain());
        try (MemoryBudget.Share memory = explains.memoryFor(ctx)) {
            Table table = rows(ctx, format, model, explains.mostRows(explainer));
            Explanation done = explains.explain(model, options.explain(), table, deadline, memory);
            ExplainedRows rows = ExplainedRows.of(done);
            Json.stream(ctx, out -> write(out, model, options, done, rows));
        }
    }

    private Table rows(Context ctx, RowsFormat format, ServedModel model, long mostRows) throws IOException {
        TableLimits table = new TableLimits(mostRows, limits.features(), limits.syncValues());
        InputStream body = RequestBody.open(ctx, limits.syncBytes());
        try {
            return RowsIn.open(format, body, table, model.ensemble()).all(table);
        } catch (ProblemException e) {
            throw e.type() == ProblemType.TOO_LARGE ? SyncExplains.tooLarge(model, e.detail()) : e;
        }
    }

    private static void write(
            JsonGenerator out, ServedModel model, Options options, Explanation done, ExplainedRows rows)
            throws IOException {
        ExplainOptions chosen = options.explain();
        out.writeStartObject();
        out.writeFieldName("predictions");
        NestedArrays.write(out, rows.prediction(), NestedArrays.shape(rows, false, options.strictShape()), rows.type());
        out.writeObjectFieldStart("explanations");
        if (options.top() == 0) {
            NestedArrays.contributions(out, rows, options.strictShape());
        } else {
            NestedArrays.top(out, rows, TopFeatures.of(rows, options.top()), options.strictShape());
        }
        NestedArrays.names(out, done.featureNames(), done.outputNames());
        out.writeStringField("method", Options.name(chosen.method()));
        out.writeStringField("output_space", Options.name(chosen.output()));
        out.writeStringField("precision", Options.name(chosen.precision()));
        out.writeStringField("model_digest", model.digest());
        String background = model.backgroundDigest(chosen);
        if (background != null) {
            out.writeStringField("background_digest", background);
        }
        out.writeNumberField("additivity_max_error", done.additivityMaxError());
        out.writeEndObject();
        out.writeEndObject();
    }
}
