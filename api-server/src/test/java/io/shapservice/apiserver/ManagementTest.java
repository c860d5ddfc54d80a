package io.shapservice.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagementTest {
    @TempDir
    private Path folder;

    private Service service;

    @BeforeEach
    void start() throws Exception {
        service = Service.start(folder);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void theSampleTellsBacklogAndModelsAndWaitsForARevision() throws Exception {
        JsonNode idle = service.management().get("/internal/sample").json();
        long revision = idle.get("revision").longValue();
        CompletableFuture<JsonNode> next = CompletableFuture.supplyAsync(() -> service.management()
                .get("/internal/sample?after=" + revision + "&wait=25s")
                .json());
        service.http().post("/v1/models/reg/jobs", "application/x-npy", Golden.REGRESSION.npy());
        JsonNode busy = next.join();

        assertThat(idle.at("/redis/reachable").booleanValue()).isTrue();
        assertThat(idle.at("/queue/waitingRows").intValue()).isZero();
        assertThat(idle.get("models").findValuesAsText("reason"))
                .containsOnly("Loaded")
                .hasSize(3);
        assertThat(busy.get("revision").longValue()).isGreaterThan(revision);
        assertThat(busy.at("/queue/waitingRows").intValue()).isEqualTo(240);
        assertThat(busy.at("/queue/waitingSeconds").doubleValue()).isPositive();
    }

    @Test
    void requestsAreCountedByRouteAndNeverByPath() {
        service.http().get("/v1/jobs/" + "1".repeat(32));
        service.http().get("/v1/secret-path");
        service.http().post("/v1/models/reg:explain", "application/json", "{\"instances\": [[1,2,3,4,5,6]]}");
        String metrics = Eventually.get(
                () -> service.management().get("/metrics").text(), m -> m.contains("reason=\"route-not-found\""));

        assertThat(metrics)
                .contains(
                        "route=\"/v1/jobs/{id}\"",
                        "reason=\"job-not-found\"",
                        "shap_api_explain_seconds_count",
                        "jvm_memory")
                .doesNotContain("1".repeat(32), "secret-path");
    }

    @Test
    void theQueueAndTheRedisServerAreSeenWithoutAnExporterBesideThem() throws Exception {
        service.http().post("/v1/models/reg/jobs", "application/x-npy", Golden.REGRESSION.npy());
        String metrics = Eventually.get(
                () -> service.management().get("/metrics").text(),
                m -> m.lines().anyMatch(line -> line.matches("shap_queue_waiting_rows [1-9].*")));

        assertThat(metrics.lines().filter(line -> line.startsWith("shap_redis_server_")))
                .anyMatch(line -> line.matches("shap_redis_server_memory_used_bytes [1-9].*"))
                .anyMatch(line -> line.matches("shap_redis_server_clients [1-9].*"))
                .contains("shap_redis_server_persisting 1.0", "shap_redis_server_evicted_keys_total 0.0");
    }

    @Test
    void healthIsOnBothPortsAndThePageShowsTheModels() {
        for (Client client : new Client[] {service.http(), service.management()}) {
            assertThat(client.get("/health").json().get("status").textValue()).isEqualTo("ok");
            assertThat(client.get("/health/live").status()).isEqualTo(200);
            assertThat(client.get("/health/ready").status()).isEqualTo(200);
        }
        JsonNode redis = service.http().get("/health/redis").json();
        assertThat(redis.get("status").textValue()).isEqualTo("ok");
        assertThat(redis.get("roundTripMillis").doubleValue()).isPositive();
        assertThat(redis.get("breakers").size()).isPositive();
        Answer page = service.http().get("/");
        assertThat(page.text()).contains("<td>reg</td>", "Redis is reachable").doesNotContain("<script");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(service.http().get("/metrics").problem()).isEqualTo("route-not-found");
        assertThat(service.http().get("/internal/sample").problem()).isEqualTo("route-not-found");
    }

    @Test
    void aServerThatIsToldToEndFinishesWhatItHasBegun() throws Exception {
        String id = service.http()
                .post("/v1/models/reg/jobs", "application/x-npy", Golden.REGRESSION.npy())
                .json()
                .get("id")
                .textValue();
        CompletableFuture<Answer> poll =
                CompletableFuture.supplyAsync(() -> service.http().get("/v1/jobs/" + id + "?wait=60s"));
        Eventually.get(
                () -> service.management().get("/metrics").text(),
                m -> m.contains("shap_api_in_flight{server=\"api\"} 1"));
        CompletableFuture<Void> closing = CompletableFuture.runAsync(service.server()::close);

        assertThat(poll.join().json().get("state").textValue()).isEqualTo("queued");
        closing.join();
    }
}
