package io.shapservice.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStatesTest {
    private static final String ROW = "{\"instances\": [[1, 2, 3, 4, 5, 6]]}";

    @TempDir
    private Path folder;

    @Test
    void aBrokenModelSaysWhyAndTheOthersGoOn() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"learner\": 7}");
        try (Service service = Service.start(folder)) {
            service.declare("absent", folder.resolve("nowhere.json"), null);
            service.declare("other", Golden.REGRESSION.model(), "0".repeat(64));
            service.declare("broken", broken, null);

            refused(service, "absent", "FileMissing", "nowhere.json does not exist");
            refused(service, "other", "DigestMismatch", "but the resource declares sha256 0000");
            refused(service, "broken", "Unreadable", "broken.json is not a model");
            assertThat(explain(service, "reg").status()).isEqualTo(200);
            assertThat(service.http().get("/health").json().get("status").textValue())
                    .isEqualTo("degraded");
            assertThat(service.http().get("/health/ready").status()).isEqualTo(200);
            assertThat(service.http().get("/v2/models/absent/ready").status()).isEqualTo(503);
            assertThat(service.http().get("/").text()).contains("FileMissing");
            assertThat(service.management().get("/metrics").text().lines())
                    .contains("shap_model_ready{model=\"absent\"} 0.0", "shap_model_ready{model=\"reg\"} 1.0");
            assertThat(explain(service, "never").problem()).isEqualTo("model-not-found");
        }
    }

    @Test
    void aChangedFileIsServedUnderItsNewDigest() throws Exception {
        Path file = Files.copy(Golden.REGRESSION.model(), folder.resolve("m.json"));
        try (Service service = Service.start(folder)) {
            service.declare("m", Path.of("m.json"), null);
            String before = loaded(service, "m", "").get("digest").textValue();
            Path next = Files.copy(Golden.FOUR_CLASSES.model(), folder.resolve("m.next"));
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);

            assertThat(loaded(service, "m", before).get("outputs").intValue()).isEqualTo(4);
            service.undeclare("m");
            Eventually.get(() -> explain(service, "m").status(), status -> status == 404);
        }
    }

    @Test
    void aConfigurationThatIsGoneOrBrokenLeavesTheLastOneServing() throws Exception {
        try (Service service = Service.start(folder)) {
            Files.writeString(service.configFile(), "{");
            JsonNode health = Eventually.get(() -> service.http().get("/health").json(), h -> h.has("configuration"));

            assertThat(health.get("configuration").textValue()).contains("service.json", "cannot be read");
            assertThat(explain(service, "reg").status()).isEqualTo(200);
        }
    }

    private static void refused(Service service, String model, String reason, String says) {
        JsonNode state = Eventually.get(
                () -> service.http().get("/v1/models/" + model).json(),
                m -> m.path("reason").asText().equals(reason));
        assertThat(state.get("message").textValue()).contains(says);
        Answer answer = explain(service, model);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("model-unavailable");
        assertThat(answer.detail()).contains(reason, says);
        assertThat(answer.header("Retry-After")).isNotEmpty();
    }

    private static JsonNode loaded(Service service, String model, String notDigest) {
        return Eventually.get(
                () -> service.http().get("/v1/models/" + model).json(),
                m -> m.path("ready").asBoolean() && !m.get("digest").textValue().equals(notDigest));
    }

    private static Answer explain(Service service, String model) {
        return service.http().post("/v1/models/" + model + ":explain", "application/json", ROW);
    }
}
