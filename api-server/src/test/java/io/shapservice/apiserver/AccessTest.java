package io.shapservice.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.apiserver.models.Digests;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTest {
    private static final String ROW = "{\"instances\": [[1,2,3,4,5,6]]}";

    private Path keys;
    private Service service;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        keys = folder.resolve("keys");
        write(line("acme-key", "acme")
                + line("globex-key", "globex")
                + line("slow-key", "slow requests=0.01/s burst=2"));
        service = Service.closed(folder, keys);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/models", "/v1/jobs", "/v2/models/reg", "/v1/nothing"})
    void withoutAKeyOrWithAWrongOneNothingIsAnswered(String path) {
        for (Answer answer : new Answer[] {
            service.http().get(path),
            service.http().get(path, "Authorization", "Bearer acme-kez"),
            service.http().get(path, "X-API-Key", "")
        }) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.problem()).isEqualTo("unauthenticated");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/health", "/health/live", "/health/redis", "/openapi.yaml", "/v2", "/v2/health/ready"})
    void whatSaysHowTheProcessStandsNeedsNoKey(String path) {
        assertThat(service.http().get(path).status()).isEqualTo(200);
    }

    @Test
    void theHealthSaysThatKeysAreAskedFor() {
        assertThat(service.http().get("/health").json().get("access").textValue())
                .isEqualTo("keys");
    }

    @Test
    void aTenantSeesOnlyItsOwnJobs() {
        String id = service.http()
                .post("/v1/models/reg/jobs", "application/json", ROW, "Authorization", "Bearer acme-key")
                .json()
                .get("id")
                .textValue();
        String path = "/v1/jobs/" + id;

        assertThat(service.http().get(path, "X-API-Key", "acme-key").status()).isEqualTo(200);
        assertThat(service.http().get("/v1/jobs", "X-API-Key", "acme-key").text())
                .contains(id);
        assertThat(service.http().get("/v1/jobs", "X-API-Key", "globex-key").text())
                .doesNotContain(id);
        for (String foreign :
                new String[] {path, path + "/results", path + "/results?array=values", path + "/events"}) {
            Answer answer = service.http().get(foreign, "X-API-Key", "globex-key");
            assertThat(answer.status()).as(foreign).isEqualTo(404);
            assertThat(answer.problem()).isEqualTo("job-not-found");
        }
        assertThat(service.http()
                        .send("POST", path + ":cancel", BodyPublishers.noBody(), "X-API-Key", "globex-key")
                        .status())
                .isEqualTo(404);
        assertThat(service.http()
                        .send("DELETE", path, BodyPublishers.noBody(), "X-API-Key", "globex-key")
                        .status())
                .isEqualTo(404);
        assertThat(service.http()
                        .send("DELETE", path, BodyPublishers.noBody(), "X-API-Key", "acme-key")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void oneTenantsIdempotencyKeyIsNotAnothers() {
        String[] ids = {"acme-key", "globex-key"};
        for (int i = 0; i < 2; i++) {
            ids[i] = service.http()
                    .post(
                            "/v1/models/reg/jobs",
                            "application/json",
                            ROW,
                            "X-API-Key",
                            ids[i],
                            "Idempotency-Key",
                            "same")
                    .json()
                    .get("id")
                    .textValue();
        }
        assertThat(ids[0]).isNotEqualTo(ids[1]);
    }

    @Test
    void aTenantThatAsksTooOftenIsToldWhenToComeBack() {
        Answer answer = service.http().get("/v1/models", "X-API-Key", "slow-key");
        for (int i = 0; i < 3 && answer.status() == 200; i++) {
            answer = service.http().get("/v1/models", "X-API-Key", "slow-key");
        }

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.problem()).isEqualTo("rate-limited");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 100);
        assertThat(service.http().get("/v1/models", "X-API-Key", "acme-key").status())
                .isEqualTo(200);
    }

    @Test
    void keysFollowTheirFileAndABrokenFileLeavesTheLastGoodOnesValid() throws Exception {
        String before = Files.readString(keys);
        write(before + line("new-key", "newcomer"));
        Eventually.get(
                () -> service.http().get("/v1/models", "X-API-Key", "new-key").status(), s -> s == 200);
        write("not a line of keys\n");
        Eventually.get(
                () -> service.http().get("/health").json().path("keys").asText(), text -> text.contains("line 1"));

        assertThat(service.http().get("/v1/models", "X-API-Key", "new-key").status())
                .isEqualTo(200);
        write(before);
        Eventually.get(
                () -> service.http().get("/v1/models", "X-API-Key", "new-key").status(), s -> s == 401);
        assertThat(service.http().get("/health").json().has("keys")).isFalse();
    }

    @Test
    void aWebPageOfAConfiguredOriginMayAskAndNoOther() {
        Answer preflight = service.http()
                .send(
                        "OPTIONS",
                        "/v1/models/reg/jobs",
                        BodyPublishers.noBody(),
                        "Origin",
                        "https://app.example.com",
                        "Access-Control-Request-Method",
                        "POST");
        Answer foreign =
                service.http().get("/v1/models", "Origin", "https://evil.example.com", "X-API-Key", "acme-key");

        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example.com");
        assertThat(preflight.header("Access-Control-Allow-Headers")).contains("Idempotency-Key", "X-API-Key");
        assertThat(foreign.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(service.http()
                        .get("/v1/models", "Origin", "https://app.example.com")
                        .header("Access-Control-Allow-Origin"))
                .isEqualTo("https://app.example.com");
    }

    private static String line(String key, String rest) {
        return Digests.sha256(key.getBytes(StandardCharsets.UTF_8)) + " " + rest + "\n";
    }

    private void write(String text) throws Exception {
        Path next = keys.resolveSibling("keys.next");
        Files.writeString(next, text);
        Files.move(next, keys, StandardCopyOption.REPLACE_EXISTING);
    }
}
