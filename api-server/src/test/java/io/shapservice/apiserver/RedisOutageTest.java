package io.shapservice.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisOutageTest {
    private static final String ROW = "{\"instances\": [[1, 2, 3, 4, 5, 6]]}";
    private static final String NPY = "application/x-npy";

    @TempDir
    private Path folder;

    @Test
    void withoutRedisSmallRequestsGoOnStatusIsStaleAndSubmitsAreToldWhenToRetry() throws Exception {
        try (Service service = Service.start(folder)) {
            String id = submit(service).json().get("id").textValue();
            service.redis().kill();

            Answer submit = submit(service);
            assertThat(submit.status()).isEqualTo(503);
            assertThat(submit.problem()).isIn("redis-unavailable", "outcome-unknown");
            assertThat(submit.header("Retry-After")).isNotEmpty();
            assertThat(submit.json().get("retryable").booleanValue()).isTrue();
            JsonNode status = service.http().get("/v1/jobs/" + id + "?wait=25s").json();
            assertThat(status.get("stale").booleanValue()).isTrue();
            assertThat(status.get("asOf").textValue()).isNotEmpty();
            assertThat(service.http().get("/v1/jobs/" + "0".repeat(32)).problem())
                    .isEqualTo("redis-unavailable");
            assertThat(service.http().get("/v1/jobs").problem()).isEqualTo("redis-unavailable");
            assertThat(service.http()
                            .post("/v1/models/reg:explain", "application/json", ROW)
                            .status())
                    .isEqualTo(200);
            assertThat(service.http().get("/health/ready").status()).isEqualTo(200);
            JsonNode redis = Eventually.get(
                    () -> service.http().get("/health/redis").json(),
                    r -> !r.get("reachable").booleanValue());
            assertThat(redis.get("detail").textValue()).isNotEmpty();
            JsonNode sample = service.management()
                    .get("/internal/sample?after=999999&wait=25s")
                    .json();
            assertThat(sample.at("/redis/reachable").booleanValue()).isFalse();
            assertThat(sample.at("/redis/detail").textValue()).isNotEmpty();
            assertThat(sample.get("models")).hasSize(3);

            service.redis().restart();
            Eventually.get(() -> service.http().get("/health/redis").status(), code -> code == 200);
            Eventually.get(() -> service.http().get("/v1/jobs/" + id).json(), job -> !job.has("stale"));
            try (WorkerLoop _ = service.worker()) {
                assertThat(service.ended(id).get("state").textValue()).isEqualTo("succeeded");
            }
            assertThat(Eventually.get(() -> submit(service), a -> a.status() == 202)
                            .status())
                    .isEqualTo(202);
        }
    }

    @Test
    void aRedisThatComesBackEmptyIsGivenTheModelsAgain() throws Exception {
        try (Service service = Service.start(folder)) {
            Eventually.get(() -> Keys.of(service, "blob:model/*").size(), n -> n == 3);
            service.redis().kill();
            service.redis().restartEmpty();

            Eventually.get(() -> service.http().get("/health/redis").status(), code -> code == 200);
            Eventually.get(() -> Keys.of(service, "blob:model/*").size(), n -> n == 3);
            String id = Eventually.get(() -> submit(service), a -> a.status() == 202)
                    .json()
                    .get("id")
                    .textValue();
            try (WorkerLoop _ = service.worker()) {
                assertThat(service.ended(id).get("state").textValue()).isEqualTo("succeeded");
            }
        }
    }

    @Test
    void anUploadThatSpansARestartOfRedisIsAskedForAgainForSomeOfItsRowsMayBeForgotten() throws Exception {
        try (Service service = Service.start(folder)) {
            AtomicInteger tries = new AtomicInteger();
            // A kill that meets a write in flight is told as that write's failure; the one looked for falls between two
            // writes.
            Answer answer = Eventually.get(
                    () -> uploadAroundARestart(service, "try-" + tries.incrementAndGet()),
                    a -> !a.detail().contains("cannot be stored"));
            assertThat(answer.detail()).contains("send them again");
            Answer jobs = Eventually.get(() -> service.http().get("/v1/jobs"), a -> a.status() == 200);
            assertThat(jobs.json().get("jobs")).isEmpty();
            // The key is not used up by the try that was given up.
            Eventually.get(
                    () -> keyed(service, "try-" + tries, BodyPublishers.ofByteArray(npy()))
                            .status(),
                    code -> code == 202);
        }
    }

    private static Answer uploadAroundARestart(Service service, String key) {
        Eventually.get(() -> service.http().get("/health/redis").status(), code -> code == 200);
        Eventually.get(() -> Keys.of(service, "blob:job/*").size(), n -> n == 0);
        WaitingStream restart = new WaitingStream(() -> {
            if (Keys.of(service, "blob:job/*").isEmpty()) {
                return false;
            }
            int before = reconnects(service);
            service.redis().kill();
            service.redis().restart();
            Eventually.get(() -> reconnects(service), n -> n > before);
            return true;
        });
        Answer answer = keyed(service, key, BodyPublishers.concat(partsAround(restart, npy())));
        assertThat(restart.waited()).isTrue();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("redis-unavailable");
        return answer;
    }

    private static BodyPublisher[] partsAround(WaitingStream pause, byte[] npy) {
        int middle = npy.length / 2;
        return new BodyPublisher[] {
            // The client sends a part when it has read the next one.
            BodyPublishers.ofByteArray(npy, 0, middle - 64),
            BodyPublishers.ofByteArray(npy, middle - 64, 64),
            BodyPublishers.ofInputStream(() -> pause),
            BodyPublishers.ofByteArray(npy, middle, npy.length - middle)
        };
    }

    private static int reconnects(Service service) {
        JsonNode redis = service.http().get("/health/redis").json();
        return redis.get("connected").booleanValue() ? redis.get("reconnects").intValue() : 0;
    }

    private static Answer keyed(Service service, String key, BodyPublisher body) {
        return service.http().post("/v1/models/reg/jobs", NPY, body, "Idempotency-Key", key);
    }

    private static Answer submit(Service service) {
        return service.http().post("/v1/models/reg/jobs", NPY, npy());
    }

    private static byte[] npy() {
        try {
            return Golden.REGRESSION.npy();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
