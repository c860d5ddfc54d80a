package io.shapservice.apiserver.results;

import io.javalin.http.Context;
import io.shapservice.apiserver.access.Tenant;
import io.shapservice.apiserver.arrays.ExplainedRows;
import io.shapservice.apiserver.http.MediaTypes;
import io.shapservice.apiserver.http.Query;
import io.shapservice.apiserver.jobs.Jobs;
import io.shapservice.apiserver.models.Digests;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.apiserver.problem.RedisProblems;
import io.shapservice.engine.table.NpyWriter;
import io.shapservice.engine.table.NpyWriter.Element;
import io.shapservice.protocol.batch.ElementType;
import io.shapservice.protocol.problem.ProblemType;
import io.shapservice.queue.JobQueue;
import io.shapservice.queue.JobView;
import io.shapservice.queue.Results;
import io.shapservice.queue.Results.CommittedBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** One array of a job's results in row order, as npy: written batch by batch, so that memory holds one. */
final class WholeArray {
    private static final int BATCHES_AT_ONCE = 1000;

    private final JobQueue queue;
    private final Jobs jobs;
    private final ResultBatches batches;

    WholeArray(JobQueue queue, Jobs jobs, ResultBatches batches) {
        this.queue = queue;
        this.jobs = jobs;
        this.batches = batches;
    }

    /** Which array. */
    enum Which {
        VALUES,
        BASE_VALUES,
        PREDICTION,
        INTERACTIONS
    }

    void send(Context ctx, String id, Which which, Query query, boolean strictShape) throws IOException {
        MediaTypes.wanted(ctx, List.of(MediaTypes.NPY, "application/octet-stream"));
        JobView job = jobs.require(Tenant.of(ctx), id);
        ReadableJob.checkEnded(job);
        RowRanges ranges = RowRanges.of(committed(job), job.rows());
        checkMissing(ranges, query);
        ExplainedRows first = firstOf(ranges);
        if (which == Which.INTERACTIONS && first.interactions() == null) {
            throw ProblemException.at(
                    ProblemType.INVALID_REQUEST,
                    "query array",
                    "This job has no interactions: submit it with interactions=true.");
        }
        int[] shape = shape(job, which, first, strictShape);
        Element element = first.type() == ElementType.FLOAT32 ? Element.F4 : Element.F8;
        String etag = etag(job, which, shape, ranges);
        ctx.header("ETag", etag).header("Cache-Control", "private, no-cache");
        if (etag.equals(ctx.header("If-None-Match"))) {
            ctx.status(304);
            return;
        }
        if (ranges.missing() > 0) {
            ctx.header("X-Missing-Rows", ranges.missingText());
        }
        ByteRange range = ByteRange.of(ctx, etag, NpyWriter.size(element, shape));
        if (!range.whole()) {
            ctx.status(206).header("Content-Range", range.contentRange());
        }
        ctx.disableCompression().contentType(MediaTypes.NPY).header("Accept-Ranges", "bytes");
        ctx.res().setContentLengthLong(range.length());
        ArrayBody out = new ArrayBody(ctx.outputStream(), range, element);
        out.header(shape);
        write(out, which, ranges, perRow(which, first));
    }

    private void write(ArrayBody out, Which which, RowRanges ranges, int perRow) throws IOException {
        for (RowRanges.Part part : ranges.parts()) {
            switch (part) {
                case RowRanges.Part.Done(CommittedBatch batch) -> {
                    if (out.wants((long) batch.rows() * perRow)) {
                        out.numbers(pick(which, batches.fetch(batch)));
                    }
                }
                case RowRanges.Part.Missing(long from, long to) -> {
                    if (out.wants((to - from) * perRow)) {
                        out.missing((to - from) * perRow);
                    }
                }
            }
        }
    }

    private List<CommittedBatch> committed(JobView job) {
        List<CommittedBatch> all = new ArrayList<>();
        String after = "";
        while (true) {
            Results results = RedisProblems.valueOf(
                            queue.results(job.id(), after, BATCHES_AT_ONCE), "The results cannot be read")
                    .orElseThrow(Jobs::unknown);
            if (!(results instanceof Results.Page page)) {
                throw new ProblemException(ProblemType.CURSOR_RESET, "Redis lost the order of the results: ask again.");
            }
            all.addAll(page.batches());
            if (page.complete() || page.batches().isEmpty()) {
                all.sort(Comparator.comparingLong(CommittedBatch::rowOffset));
                return all;
            }
            after = page.next();
        }
    }

    private static void checkMissing(RowRanges ranges, Query query) {
        boolean allowed = query.text("missing")
                .map(v -> {
                    if (!v.equals("nan")) {
                        throw ProblemException.at(
                                ProblemType.INVALID_REQUEST, "query missing", "Parameter 'missing' must be nan.");
                    }
                    return true;
                })
                .orElse(false);
        if (ranges.missing() > 0 && !allowed) {
            throw new ProblemException(
                    ProblemType.MISSING_ROWS,
                    ranges.missing()
                            + " rows of this job have no results. Ask with missing=nan to get NaN in their place, or"
                            + " read the pages.");
        }
    }

    private ExplainedRows firstOf(RowRanges ranges) {
        return ranges.parts().stream()
                .flatMap(p -> p instanceof RowRanges.Part.Done(CommittedBatch b) ? java.util.stream.Stream.of(b) : null)
                .findFirst()
                .map(batches::fetch)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.MISSING_ROWS,
                        "No row of this job has results: see 'error' and 'dead' of the job."));
    }

    private static int[] shape(JobView job, Which which, ExplainedRows first, boolean strictShape) {
        boolean axis = first.outputs() > 1 || strictShape;
        int rows = Math.toIntExact(job.rows());
        return switch (which) {
            case VALUES ->
                axis ? new int[] {rows, first.features(), first.outputs()} : new int[] {rows, first.features()};
            case INTERACTIONS ->
                axis
                        ? new int[] {rows, first.features(), first.features(), first.outputs()}
                        : new int[] {rows, first.features(), first.features()};
            case BASE_VALUES, PREDICTION -> axis ? new int[] {rows, first.outputs()} : new int[] {rows};
        };
    }

    private static int perRow(Which which, ExplainedRows first) {
        return switch (which) {
            case VALUES -> first.features() * first.outputs();
            case INTERACTIONS -> first.features() * first.features() * first.outputs();
            case BASE_VALUES, PREDICTION -> first.outputs();
        };
    }

    private static double[] pick(Which which, ExplainedRows rows) {
        return switch (which) {
            case VALUES -> rows.values();
            case BASE_VALUES -> rows.baseValuesByRow();
            case PREDICTION -> rows.prediction();
            case INTERACTIONS -> Objects.requireNonNull(rows.interactions());
        };
    }

    /** Results never change once the job has ended, so their names are enough. */
    private static String etag(JobView job, Which which, int[] shape, RowRanges ranges) {
        String content = job.id() + which + Arrays.toString(shape) + ranges.missingText();
        return '"' + Digests.sha256(content.getBytes(StandardCharsets.UTF_8)).substring(7, 39) + '"';
    }
}
