package io.shapservice.apiserver.explain;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.shapservice.apiserver.config.Limits;
import io.shapservice.apiserver.http.Buckets;
import io.shapservice.apiserver.models.ServedModel;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.Explainer;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.explain.Progress;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import io.shapservice.protocol.problem.ProblemType;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Computes explanations in this process on as many platform threads as there are cores: computing on virtual threads would hold
 * every carrier, and nothing else would be answered. What waits is bounded, what one request may cost too.
 */
public final class SyncExplains implements AutoCloseable {
    private final Limits limits;
    private final MeterRegistry meters;
    private final ThreadPoolExecutor threads;

    public SyncExplains(Limits limits, int cores, MeterRegistry meters) {
        this.limits = limits;
        this.meters = meters;
        this.threads = new ThreadPoolExecutor(
                cores,
                cores,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(limits.syncWaiting()),
                Thread.ofPlatform().name("explain-", 0).daemon().factory());
        meters.gauge("shap.api.explain.waiting", threads.getQueue(), java.util.Collection::size);
    }

    public Explanation explain(ServedModel model, ExplainOptions options, Table rows) {
        Explainer explainer = model.explainer(options);
        checkCost(model, explainer, rows.rows());
        Timer.Sample started = Timer.start(meters);
        try {
            Explanation done = result(submit(explainer, rows));
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
        long perRow = Math.max(1, explainer.costPerRow());
        if (rows > limits.syncCost() / perRow) {
            throw new ProblemException(
                    ProblemType.TOO_LARGE,
                    rows + " rows of model " + model.name() + " are too many for one answer; "
                            + limits.syncCost() / perRow + " are not. Submit them as a job: POST /v1/models/"
                            + model.name() + "/jobs.");
        }
    }

    private Future<Explanation> submit(Explainer explainer, Table rows) {
        try {
            return threads.submit(() -> explainer.explain(rows, Progress.NONE));
        } catch (RejectedExecutionException e) {
            throw new ProblemException(
                            ProblemType.TOO_BUSY,
                            "All cores are busy and " + limits.syncWaiting()
                                    + " sync explains wait: try again in a moment, or submit a job.")
                    .withRetryAfter(Duration.ofSeconds(1));
        }
    }

    private static Explanation result(Future<Explanation> future) throws TableException {
        try {
            return future.get();
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
            throw new IllegalStateException("an explanation failed", e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
