package io.shapservice.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerManagementTest {
    private final Rig rig = new Rig(Duration.ofSeconds(60));

    @AfterEach
    void stopRedis() {
        rig.close();
    }

    @Test
    void aWorkerIsReadyOnceTheQueueKnowsItAndNoLongerWhenItDrains() throws Exception {
        Worker worker = InProcess.start(rig, "w-0");
        ManagementClient port = new ManagementClient(worker.managementAddress());
        Eventually.holds("the worker is ready", () -> port.get("/health/ready").statusCode() == 200);
        assertThat(port.get("/health").body()).contains("\"worker\":\"w-0\"", "\"state\":\"idle\"");
        worker.drain();
        assertThat(port.get("/health/ready").statusCode()).isEqualTo(503);
        worker.close();
    }

    @Test
    void theSampleMetricsAndProbesAreServed() throws Exception {
        try (Worker worker = InProcess.start(rig, "w-0")) {
            ManagementClient port = new ManagementClient(worker.managementAddress());
            Eventually.holds(
                    "the sample knows the worker",
                    () -> port.get("/internal/sample").body().contains("\"name\":\"w-0\""));
            assertThat(port.get("/internal/sample?after=0&wait=0s").body())
                    .contains("\"schemaVersion\":1", "\"reachable\":true");
            assertThat(port.metric("shap_worker_memory_threshold_bytes"))
                    .isEqualTo((double) InProcess.BOUNDS.threshold());
            assertThat(port.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(port.get("/nowhere").statusCode()).isEqualTo(404);
            assertThat(port.get("/internal/sample?wait=long").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void aLongPollEndsWhenSomethingIsNew() throws Exception {
        try (Worker worker = InProcess.start(rig, "w-0")) {
            ManagementClient port = new ManagementClient(worker.managementAddress());
            long revision = Rig.ok(rig.queue().sample()).revision();
            rig.submit("job", HousingRows.of(10), 10);
            rig.awaitEnd("job");
            String body =
                    port.get("/internal/sample?wait=25s&after=" + revision).body();
            assertThat(body).doesNotContain("\"revision\":" + revision + ",").contains("\"rowsDone\":10");
        }
    }

    @Test
    void withoutRedisProbesStayGoodAndTheSampleSaysThatItKnowsNothing() throws Exception {
        try (Worker worker = InProcess.start(rig, "w-0")) {
            ManagementClient port = new ManagementClient(worker.managementAddress());
            Eventually.holds(
                    "the worker is ready", () -> port.get("/health/ready").statusCode() == 200);
            rig.server().kill();
            assertThat(port.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(port.get("/health/ready").statusCode()).isEqualTo(200);
            Eventually.holds(
                    "the sample says that Redis is away",
                    () -> port.get("/internal/sample").body().contains("\"reachable\":false"));
        }
    }
}
