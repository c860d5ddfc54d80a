package io.shapservice.apiserver.results;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.shapservice.apiserver.http.MediaTypes;
import io.shapservice.apiserver.http.Query;
import io.shapservice.apiserver.http.RouteGroup;
import io.shapservice.apiserver.jobs.JobIds;
import io.shapservice.apiserver.jobs.Jobs;
import io.shapservice.apiserver.models.NamesByDigest;
import io.shapservice.apiserver.options.Options;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.protocol.problem.ProblemType;
import io.shapservice.queue.JobQueue;
import io.shapservice.storage.BlobStore;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code GET /v1/jobs/{id}/results}: a page, or with {@code array=} one whole array. */
public final class ResultRoutes implements RouteGroup {
    private final ResultPages pages;
    private final WholeArray whole;

    public ResultRoutes(JobQueue queue, Jobs jobs, BlobStore blobs, NamesByDigest names) {
        ResultBatches batches = new ResultBatches(blobs);
        this.pages = new ResultPages(queue, batches, names);
        this.whole = new WholeArray(queue, jobs, batches);
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/v1/jobs/{id}/results", this::results);
    }

    private void results(Context ctx) throws IOException {
        Query query = Query.of(ctx, Set.of("after", "limit", "array", "missing", "strict_shape"));
        String id = ctx.pathParam("id");
        if (!JobIds.valid(id)) {
            throw Jobs.unknown();
        }
        boolean strictShape = Options.of(query).strictShape();
        Optional<String> array = query.text("array");
        if (array.isPresent()) {
            whole.send(ctx, id, which(array.get()), query, strictShape);
        } else {
            MediaTypes.wanted(ctx, List.of(MediaTypes.JSON));
            pages.send(ctx, id, query, strictShape);
        }
    }

    private static WholeArray.Which which(String name) {
        return Arrays.stream(WholeArray.Which.values())
                .filter(w -> Options.name(w).equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.at(
                        ProblemType.INVALID_REQUEST,
                        "query array",
                        "Parameter 'array' must be values, base_values, prediction or interactions."));
    }
}
