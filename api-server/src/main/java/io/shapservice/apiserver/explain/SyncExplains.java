package io.shapservice.apiserver.explain;

import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.shapservice.apiserver.config.Limits;
import io.shapservice.apiserver.http.BodySize;
import io.shapservice.apiserver.http.Buckets;
import io.shapservice.apiserver.models.ServedModel;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.Explainer;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import io.shapservice.protocol.problem.ProblemType;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Computes explanations in this process on as many platform threads as there are cores: computing on virtual threads would hold
 * every carrier, and nothing else would be answered. What waits is bounded, what one request may cost too.
 */
public final class SyncExplains implements AutoCloseable {
    /** Requests' rows and answers may take a quarter of the heap; the rest is for models and for jobs' batches. */
    private static final int PART_OF_HEAP = 4;
    /** What JSON's shortest numbers grow by as doubles, {@code "1,"} to 8 bytes. */
    private static final int GROWTH = 4;

    private static final int SMALLEST_SHARE = 4096;

    private final Limits limits;
    private final MeterRegistry meters;
    private final ThreadPoolExecutor threads;
    private final MemoryBudget memory;

    public SyncExplains(Limits limits, int cores, MeterRegistry meters) {
        this.limits = limits;
        this.meters = meters;
        this.memory = new MemoryBudget(Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
        this.threads = new ThreadPoolExecutor(
                cores,
                cores,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(limits.syncWaiting()),
                Thread.ofPlatform().name("explain-", 0).daemon().factory());
        meters.gauge("shap.api.explain.waiting", threads.getQueue(), java.util.Collection::size);
    }

    /** What the request's rows take at most, by the size that it states. */
    public MemoryBudget.Share memoryFor(Context ctx) {
        long most = 8L * limits.syncValues();
        long declared = BodySize.declared(ctx);
        return memory.take(declared < 0 ? most : Math.min(most, SMALLEST_SHARE + GROWTH * declared));
    }

    /** How many rows one answer may have. */
    public long mostRows(Explainer explainer) {
        return limits.syncCost() / Math.max(1, explainer.costPerRow());
    }

    /** The 413 for a table that is larger than an answer may be. */
    public static ProblemException tooLarge(ServedModel model, String what) {
        return new ProblemException(
                ProblemType.TOO_LARGE,
                what + " Submit large tables as a job: POST /v1/models/" + model.name() + "/jobs.");
    }

    /**
     * @param memory of the request, which grows by what the explanation takes
     */
    public Explanation explain(
            ServedModel model, ExplainOptions options, Table rows, Deadline deadline, MemoryBudget.Share memory) {
        Explainer explainer = model.explainer(options);
        checkCost(model, explainer, rows.rows());
        memory.grow(answerBytes(model, options, rows.rows()));
        Timer.Sample started = Timer.start(meters);
        try {
            Explanation done = result(submit(explainer, rows, deadline), deadline);
            started.stop(Timer.builder("shap.api.explain")
                    .description("Sync explains: waiting for a core, and computing")
                    .tag("model", model.name())
                    .serviceLevelObjectives(Buckets.latency())
                    .register(meters));
            return done;
        } catch (TableException e) {
            throw new ProblemException(ProblemType.FEATURES_MISMATCH, String.valueOf(e.getMessage()));
        }
    }

    private void checkCost(ServedModel model, Explainer explainer, int rows) {
        if (rows > mostRows(explainer)) {
            throw tooLarge(
                    model,
                    rows + " rows of model " + model.name() + " are too many for one answer; " + mostRows(explainer)
                            + " are not.");
        }
    }

    private long answerBytes(ServedModel model, ExplainOptions options, int rows) {
        long features = model.names().featureCount();
        long pairs = options.interactions() ? features * features : 0;
        long bytes = rows * (features + pairs + 2) * model.names().outputCount() * Double.BYTES;
        if (bytes > limits.batchBytes()) {
            throw tooLarge(
                    model,
                    "The answer would have " + bytes + " bytes of numbers, and " + limits.batchBytes()
                            + " are allowed: send fewer rows" + (pairs > 0 ? ", or leave interactions out." : "."));
        }
        return bytes;
    }

    private FutureTask<Explanation> submit(Explainer explainer, Table rows, Deadline deadline) {
        try {
            FutureTask<Explanation> task = new FutureTask<>(() -> explainer.explain(rows, _ -> !deadline.passed()));
            threads.execute(task);
            return task;
        } catch (RejectedExecutionException e) {
            throw new ProblemException(
                            ProblemType.TOO_BUSY,
                            "All cores are busy and " + limits.syncWaiting()
                                    + " sync explains wait: try again in a moment, or submit a job.")
                    .withRetryAfter(Duration.ofSeconds(1));
        }
    }

    private Explanation result(FutureTask<Explanation> future, Deadline deadline) throws TableException {
        try {
            return future.get(deadline.leftNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            future.cancel(false);
            threads.remove(future);
            throw deadline.problem();
        } catch (InterruptedException e) {
            future.cancel(false);
            Thread.currentThread().interrupt();
            throw new ProblemException(
                            ProblemType.SHUTTING_DOWN, "This server is shutting down. Another one answers a retry.")
                    .withRetryAfter(Duration.ofSeconds(1));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TableException table) {
                throw table;
            }
            if (e.getCause() instanceof CancellationException) {
                throw deadline.problem();
            }
            throw new IllegalStateException("an explanation failed", e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
