package io.shapservice.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shapservice.protocol.batch.BatchFormatException;
import io.shapservice.protocol.batch.ElementType;
import io.shapservice.protocol.batch.InputBlob;
import io.shapservice.protocol.batch.JobOptions;
import io.shapservice.protocol.batch.ResultBlob;
import io.shapservice.queue.JobQueue;
import io.shapservice.queue.JobView;
import io.shapservice.queue.QueueSettings;
import io.shapservice.queue.RedisJobQueue;
import io.shapservice.queue.Results;
import io.shapservice.queue.Submission;
import io.shapservice.redis.Outcome;
import io.shapservice.redis.RedisGateway;
import io.shapservice.redis.RedisSettings;
import io.shapservice.redisserver.RedisServer;
import io.shapservice.redisserver.RedisServerOptions;
import io.shapservice.storage.BlobKey;
import io.shapservice.storage.BlobStore;
import io.shapservice.storage.RedisBlobStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** A real Redis with the real queue and store on it, as the API server uses them. */
public final class Rig implements AutoCloseable {
    private static final Duration TTL = Duration.ofHours(1);

    private final Duration stuckAfter;
    private final RedisServer server;
    private final RedisGateway gateway;
    private final JobQueue queue;
    private final BlobStore blobs;

    public Rig(Duration stuckAfter) {
        this.stuckAfter = stuckAfter;
        server = RedisServer.start(RedisServerOptions.durable());
        gateway = RedisGateway.open(
                RedisSettings.of(server.url()).withTimeout(Duration.ofSeconds(2)),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
        Eventually.holds("connected", () -> gateway.health().connected());
        queue = new RedisJobQueue(gateway, QueueSettings.of(stuckAfter));
        blobs = new RedisBlobStore(gateway);
    }

    public RedisServer server() {
        return server;
    }

    public RedisGateway gateway() {
        return gateway;
    }

    public JobQueue queue() {
        return queue;
    }

    public BlobStore blobs() {
        return blobs;
    }

    public Duration stuckAfter() {
        return stuckAfter;
    }

    /** Stores the sample model and a job on it; answers the job's id. */
    public String submit(String id, HousingRows rows, int batchSize) {
        publish(HousingModel.digest(), HousingModel.bytes());
        for (int batch = 0; batch * batchSize < rows.count(); batch++) {
            int size = Math.min(batchSize, rows.count() - batch * batchSize);
            putRows(id, batch, rows.from(batch * batchSize, size), size);
        }
        enqueue(id, rows.count(), batchSize);
        return id;
    }

    public void publish(String digest, byte[] model) {
        ok(blobs.put(BlobKey.model(digest), model, TTL));
    }

    public void putRows(String job, long batch, double[] values, int rows) {
        InputBlob input = new InputBlob(values, rows, values.length / rows, ElementType.FLOAT64);
        ok(blobs.put(BlobKey.input(job, batch), input.encode(), TTL));
    }

    public void enqueue(String id, int rows, int batchSize) {
        ok(queue.submit(new Submission(
                id,
                "tenant",
                "bulk",
                "housing",
                HousingModel.digest(),
                JobOptions.DEFAULT.toJson(),
                rows,
                batchSize,
                0.02,
                TTL)));
    }

    public JobView job(String id) {
        return ok(queue.job(id)).orElseThrow();
    }

    public JobView awaitEnd(String id) {
        Eventually.holds("job " + id + " ends", () -> {
            // The API server's upkeep: without it nobody finds leases that have run out.
            var _ = queue.reap();
            return queue.job(id) instanceof Outcome.Ok<java.util.Optional<JobView>> ok
                    && ok.value().orElseThrow().state().ended();
        });
        return job(id);
    }

    /** Waits until so many batches are committed. */
    public void awaitBatches(String id, long done) {
        Eventually.holds("batches of " + id + " are done", () -> job(id).batchesDone() >= done);
    }

    /** The committed results by batch; fails when a batch was committed twice. */
    public Map<Long, ResultBlob> results(String id) throws BatchFormatException {
        Map<Long, ResultBlob> results = new TreeMap<>();
        String after = "";
        while (true) {
            Results.Page page = (Results.Page) ok(queue.results(id, after, 100)).orElseThrow();
            for (Results.CommittedBatch batch : page.batches()) {
                byte[] bytes = ok(blobs.get(new BlobKey(batch.resultKey()))).orElseThrow();
                assertThat(results.put(batch.batch(), ResultBlob.decode(bytes)))
                        .as("batch %s committed before", batch.batch())
                        .isNull();
            }
            if (page.complete()) {
                return results;
            }
            after = page.next();
        }
    }

    /** Every row of the job has the very bits that the engine gives when it is asked directly. */
    public void assertResultsEqualTheEngines(String id, HousingRows rows, int batchSize) throws Exception {
        Map<Long, ResultBlob> results = results(id);
        assertThat(results).hasSize(Math.ceilDiv(rows.count(), batchSize));
        for (Map.Entry<Long, ResultBlob> entry : results.entrySet()) {
            int from = Math.toIntExact(entry.getKey() * batchSize);
            ResultBlob direct =
                    HousingModel.explain(rows.from(from, entry.getValue().rows()));
            assertThat(Arrays.equals(entry.getValue().values(), direct.values()))
                    .as("values of batch %s", entry.getKey())
                    .isTrue();
            assertThat(entry.getValue().prediction()).isEqualTo(direct.prediction());
            assertThat(entry.getValue().baseValues()).isEqualTo(direct.baseValues());
        }
    }

    @Override
    public void close() {
        queue.close();
        blobs.close();
        gateway.close();
        server.close();
    }

    public static <T> T ok(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Ok<T>(T value) -> value;
            case Outcome.Failed<T>(Outcome.Kind kind, String detail) -> throw new AssertionError(kind + ": " + detail);
        };
    }
}
