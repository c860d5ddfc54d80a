package io.shapservice.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.shapservice.local.LocalPod;
import io.shapservice.local.LocalService;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTextTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theDocumentNamesEachServiceWithItsStatusAndPods() throws Exception {
        var parsed = JSON.readTree(StatusDocument.of(List.of(housing())).json());
        var service = parsed.path("services").path(0);
        assertThat(service.path("namespace").asText()).isEqualTo("default");
        assertThat(service.path("name").asText()).isEqualTo("housing");
        assertThat(service.path("status").path("workers").path("ready").asInt()).isEqualTo(1);
        var pod = service.path("pods").path(0);
        assertThat(pod.path("name").asText()).isEqualTo("housing-worker-0-1");
        assertThat(pod.path("role").asText()).isEqualTo("worker");
        assertThat(pod.path("pid").asLong()).isEqualTo(4711);
        assertThat(pod.path("address").asText()).isEqualTo("127.42.0.7");
        assertThat(pod.path("ready").asBoolean()).isTrue();
        assertThat(pod.path("restarts").asInt()).isEqualTo(2);
    }

    @Test
    void aServiceWithoutAStatusYetHasNullThere() throws Exception {
        var fresh = new LocalService("default", "fresh", MissingNode.getInstance(), List.of());
        var service = JSON.readTree(StatusDocument.of(List.of(fresh)).json())
                .path("services")
                .path(0);
        assertThat(service.path("status").isNull()).isTrue();
        assertThat(service.path("pods").isArray()).isTrue();
    }

    @Test
    void nothingRunningIsAnEmptyListForProgramsAndAHintForPeople() throws Exception {
        assertThat(JSON.readTree(StatusDocument.of(List.of()).json()).path("services"))
                .isEmpty();
        assertThat(StatusTable.lines(List.of())).singleElement().asString().contains("./shap up");
    }

    @Test
    void peopleSeeConditionsAndPodsInColumns() throws Exception {
        assertThat(StatusTable.lines(List.of(housing())))
                .containsExactly(
                        "default/housing  workers 1 ready, 4 desired, backlog 12000 rows",
                        "  Ready             True     AllReady",
                        "  RedisReachable    False    Unreachable: no answer for 3 s",
                        "  POD                            ROLE    PHASE         READY   RESTARTS      PID  ADDRESS",
                        "  housing-worker-0-1             worker  Running       yes            2     4711  127.42.0.7");
    }

    private static LocalService housing() throws Exception {
        var status = JSON.readTree("""
                {"workers": {"ready": 1, "desired": 4}, "backlog": {"rows": 12000}, "conditions": [
                 {"type": "Ready", "status": "True", "reason": "AllReady", "message": ""},
                 {"type": "RedisReachable", "status": "False", "reason": "Unreachable", "message": "no answer for 3 s"}]}""");
        var worker = new LocalPod("housing-worker-0-1", "worker", 4711, "127.42.0.7", "Running", true, 2);
        return new LocalService("default", "housing", status, List.of(worker));
    }
}
