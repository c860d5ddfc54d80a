package io.shapservice.apiserver.results;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.shapservice.apiserver.access.Tenant;
import io.shapservice.apiserver.arrays.ExplainedRows;
import io.shapservice.apiserver.arrays.NestedArrays;
import io.shapservice.apiserver.http.Json;
import io.shapservice.apiserver.http.Query;
import io.shapservice.apiserver.jobs.Jobs;
import io.shapservice.apiserver.models.AxisNames;
import io.shapservice.apiserver.models.NamesByDigest;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.apiserver.problem.RedisProblems;
import io.shapservice.engine.explain.FeatureGroups;
import io.shapservice.protocol.batch.JobOptions;
import io.shapservice.protocol.problem.ProblemType;
import io.shapservice.queue.JobQueue;
import io.shapservice.queue.JobView;
import io.shapservice.queue.Results;
import io.shapservice.queue.Results.CommittedBatch;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Pages of results in commit order: readable while the job runs, each one range of rows. */
final class ResultPages {
    private static final int DEFAULT_BYTES = 4 << 20;
    private static final int MOST_BYTES = 64 << 20;
    private static final int MOST_BATCHES = 256;
    /** Characters that a number takes in JSON, roughly. */
    private static final int CHARACTERS = 14;

    private final JobQueue queue;
    private final ResultBatches batches;
    private final NamesByDigest names;

    ResultPages(JobQueue queue, ResultBatches batches, NamesByDigest names) {
        this.queue = queue;
        this.batches = batches;
        this.names = names;
    }

    void send(Context ctx, String id, Query query, boolean strictShape) throws IOException {
        String after = query.text("after").orElse("");
        if (!after.isEmpty() && !Jobs.CURSOR.matcher(after).matches()) {
            throw ProblemException.at(
                    ProblemType.INVALID_REQUEST,
                    "query after",
                    "Parameter 'after' is not a cursor: take it from 'next' of the page before.");
        }
        int bytes = query.integer("limit", DEFAULT_BYTES, 1, MOST_BYTES);
        Results.Page page = page(Tenant.of(ctx), id, after, bytes);
        AxisNames axes = axes(page.job())
                .grouped(FeatureGroups.parseAll(
                        JobOptions.fromJson(page.job().options()).groups()));
        List<ExplainedRows> parts = page.batches().stream()
                .sorted(Comparator.comparingLong(CommittedBatch::rowOffset))
                .map(batches::fetch)
                .toList();
        Json.stream(ctx, out -> write(out, page, axes, parts, strictShape));
    }

    /** A page that is one range of rows: asked for again with fewer batches when it is not. */
    private Results.Page page(Tenant tenant, String id, String after, int bytes) {
        Results.Page first = ask(tenant, id, after, 1);
        int fitting = Math.clamp(bytes / perBatch(first), 1, MOST_BATCHES);
        if (fitting == 1 || first.batches().isEmpty()) {
            return first;
        }
        Results.Page more = ask(tenant, id, after, fitting);
        int together = Runs.longestPrefix(more.batches());
        return together == more.batches().size() ? more : ask(tenant, id, after, together);
    }

    private static long perBatch(Results.Page page) {
        return page.batches().stream()
                        .mapToLong(b -> b.bytes() / 4 * CHARACTERS)
                        .sum()
                + 1;
    }

    private Results.Page ask(Tenant tenant, String id, String after, int limit) {
        Optional<Results> results =
                RedisProblems.valueOf(queue.results(id, after, limit), "The results cannot be read");
        return switch (results.orElseThrow(Jobs::unknown)) {
            case Results.Page page -> {
                if (!Jobs.isOf(tenant, page.job())) {
                    throw Jobs.unknown();
                }
                ReadableJob.check(page.job());
                yield page;
            }
            case Results.Reset reset ->
                throw !Jobs.isOf(tenant, reset.job())
                        ? Jobs.unknown()
                        : ProblemException.at(
                                ProblemType.CURSOR_RESET,
                                "query after",
                                "Redis lost what this cursor counted in: read from the start and drop row ranges that you have.");
        };
    }

    private AxisNames axes(JobView job) {
        return RedisProblems.valueOf(names.of(job.modelDigest()), "The model's names cannot be read")
                .orElse(AxisNames.UNKNOWN);
    }

    private static void write(
            JsonGenerator out, Results.Page page, AxisNames axes, List<ExplainedRows> parts, boolean strictShape)
            throws IOException {
        JobView job = page.job();
        JobOptions options = JobOptions.fromJson(job.options());
        out.writeStartObject();
        out.writeStringField("job", job.id());
        if (parts.isEmpty()) {
            for (String empty : List.of("values", "base_values", "prediction")) {
                out.writeArrayFieldStart(empty);
                out.writeEndArray();
            }
            out.writeNumberField("row_offset", 0);
            out.writeNumberField("rows", 0);
        } else {
            ExplainedRows rows = ExplainedRows.concat(parts);
            NestedArrays.contributions(out, rows, strictShape);
            out.writeFieldName("prediction");
            NestedArrays.write(out, rows.prediction(), NestedArrays.shape(rows, false, strictShape), rows.type());
            out.writeNumberField(
                    "row_offset",
                    page.batches().stream()
                            .mapToLong(CommittedBatch::rowOffset)
                            .min()
                            .orElse(0));
            out.writeNumberField("rows", rows.rows());
            out.writeNumberField("additivity_max_error", rows.additivityMaxError());
        }
        NestedArrays.names(out, axes.features(), axes.outputs());
        out.writeStringField("method", options.method());
        out.writeStringField("output_space", options.output());
        out.writeStringField("precision", options.precision());
        out.writeStringField("model_digest", job.modelDigest());
        out.writeStringField("next", page.next());
        out.writeBooleanField("complete", page.complete());
        out.writeEndObject();
    }
}
