package io.shapservice.queue;

import static io.shapservice.queue.QueueOnRedis.accepted;
import static io.shapservice.queue.QueueOnRedis.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.redis.Outcome;
import io.shapservice.redis.Reply;
import io.shapservice.redis.Script;
import io.shapservice.redis.Traffic;
import io.shapservice.redisserver.RedisServer;
import io.shapservice.redisserver.RedisServerOptions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many jobs at once. The published figures are of a million batches over ten thousand jobs:
 * {@code -Dshap.scale.jobs=10000 -Dshap.scale.claims=5000}.
 */
class ScaleTest {
    private static final Logger LOG = LoggerFactory.getLogger(ScaleTest.class);
    private static final int JOBS = Integer.getInteger("shap.scale.jobs", 300);
    private static final int CLAIMS = Integer.getInteger("shap.scale.claims", 100);
    private static final int BATCHES = 100;
    private static final int ROWS = 500;
    private static final int TENANTS = 20;

    @Test
    void aJobWithItsIdempotencyKeyTakesAtMostAKilobyteAndABatchAtMostAByteAndAClaimDoesNotSearch() {
        try (RedisServer server = RedisServer.start(RedisServerOptions.inMemory());
                WireRedis redis = new WireRedis(server.port())) {
            JobQueue queue = new RedisJobQueue(new Direct(redis), () -> 0, QueueOnRedis.SETTINGS, new SecureRandom());
            value(queue.sample());
            accepted(queue.submit(job("warm")));
            long before = memory(redis);
            for (int i = 0; i < JOBS; i++) {
                accepted(queue.submit(job("job-" + i)));
            }
            double bytesPerJob = (memory(redis) - before) / (double) JOBS;
            long[] nanos = new long[CLAIMS];
            for (int i = 0; i < CLAIMS; i++) {
                long start = System.nanoTime();
                List<Claim> claims = value(queue.claim(QueueOnRedis.worker("w" + i % 8), 4, 0.1));
                nanos[i] = System.nanoTime() - start;
                assertThat(claims).isNotEmpty();
                claims.forEach(
                        claim -> value(queue.complete(QueueOnRedis.worker("w"), claim, QueueOnRedis.result(claim))));
            }
            Arrays.sort(nanos);
            LOG.info(
                    "{} batches over {} jobs: {} bytes a job; claim p50 {} ms, p99 {} ms",
                    (long) JOBS * BATCHES,
                    JOBS,
                    Math.round(bytesPerJob),
                    nanos[CLAIMS / 2] / 1e6,
                    nanos[CLAIMS * 99 / 100] / 1e6);
            assertThat(bytesPerJob).isLessThanOrEqualTo(1024 + BATCHES);
        }
    }

    private static Submission job(String name) {
        // As long as what the API makes.
        String id = (name + "-" + "0".repeat(26)).substring(0, 26);
        return new Submission(
                id,
                "tenant" + Math.floorMod(name.hashCode(), TENANTS),
                "default",
                "housing",
                QueueOnRedis.DIGEST,
                "{\"method\":\"path\",\"interactions\":false,\"output\":\"raw\",\"precision\":\"float\"}",
                (long) ROWS * BATCHES,
                ROWS,
                0.025,
                Duration.ofHours(1),
                new Submission.IdempotencyKey(id.substring(0, 22), "p".repeat(22)));
    }

    private static long memory(WireRedis redis) {
        String info = redis.send(List.of(List.of("INFO", "memory"))).getFirst().text();
        return info.lines()
                .filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line -> Long.parseLong(line.substring(12)))
                .findFirst()
                .orElseThrow();
    }

    /** No network between: the scripts' own time and one round trip. */
    private static final class Direct implements ScriptRunner {
        private final WireRedis redis;
        private final Set<String> known = new HashSet<>();

        private Direct(WireRedis redis) {
            this.redis = redis;
        }

        @Override
        public <T> Outcome<T> run(
                Traffic traffic, Script script, String key, List<String> args, Function<Reply, T> read) {
            if (known.add(script.name())) {
                redis.send(List.of(List.of("SCRIPT", "LOAD", script.source())));
            }
            List<String> command = new ArrayList<>(List.of("EVALSHA", script.sha1(), "1", key));
            command.addAll(args);
            return Outcome.ok(read.apply(redis.send(List.of(command)).getFirst()));
        }
    }
}
