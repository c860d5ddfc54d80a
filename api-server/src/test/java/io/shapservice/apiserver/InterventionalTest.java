package io.shapservice.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.shapservice.engine.table.NpyReader;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableLimits;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Golden values are those of the library's own predictions, by brute force. */
class InterventionalTest {
    private static final String NPY = "application/x-npy";

    @TempDir
    private Path folder;

    private Service service;

    @BeforeEach
    void start() throws Exception {
        service = Service.start(folder);
        service.declare("m", Golden.REGRESSION.model(), background(Golden.REGRESSION), 10_000);
        loaded("m");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void syncAnswersAreTheGoldenValues() throws Exception {
        Table expected = golden(Golden.REGRESSION, "shap_interventional.npy");
        Table rows = Golden.first(Golden.REGRESSION.rows(), expected.rows());

        JsonNode v1 =
                explained("method=interventional&precision=double", rows).json().get("explanations");
        JsonNode v2 = service.http()
                .post(
                        "/v2/models/m/infer",
                        "application/json",
                        "{\"parameters\": {\"method\": \"interventional\", \"precision\": \"double\"}, \"inputs\": [{\"name\":"
                                + " \"input\", \"shape\": [%d, 6], \"datatype\": \"FP64\", \"data\": %s}]}"
                                        .formatted(
                                                rows.rows(), Golden.json(rows).replaceAll("\\{.*?: |}$", "")))
                .json();

        near(SyncExplainTest.numbers(v1.get("values")), expected.values());
        near(SyncExplainTest.numbers(v1.get("base_values")), goldenBase(Golden.REGRESSION));
        assertThat(SyncExplainTest.numbers(v2.at("/outputs/0/data")))
                .containsExactly(SyncExplainTest.numbers(v1.get("values")));
        assertThat(v1.get("background_digest")).isEqualTo(model("m").at("/background/digest"));
        assertThat(v2.at("/parameters/background_digest")).isEqualTo(v1.get("background_digest"));
        assertThat(explained("", rows).json().get("explanations").has("background_digest"))
                .isFalse();
    }

    @Test
    void aJobGivesTheSameBitsAndKeepsItsBackground() throws Exception {
        Table rows = Golden.first(Golden.REGRESSION.rows(), 120);
        double[] sync = SyncExplainTest.numbers(
                explained("method=interventional&precision=double", rows).json().at("/explanations/values"));
        JsonNode job = service.http()
                .post("/v1/models/m/jobs?method=interventional&precision=double", NPY, Golden.npy(rows))
                .json();
        JsonNode digest = model("m").at("/background/digest");
        service.declare("m", Golden.REGRESSION.model(), background(Golden.REGRESSION), 3);
        Eventually.get(() -> model("m").at("/background/rows").intValue(), n -> n == 3);

        String id = job.get("id").textValue();
        try (WorkerLoop _ = service.worker()) {
            assertThat(service.ended(id).get("state").textValue()).isEqualTo("succeeded");
        }
        assertThat(service.http()
                        .get("/v1/jobs/" + id + "/results?array=values")
                        .npy()
                        .values())
                .containsExactly(sync);
        assertThat(job.at("/options/background")).isEqualTo(digest);
        assertThat(model("m").at("/background/digest")).isNotEqualTo(digest);
    }

    @Test
    void theSameQuestionSentAgainAfterTheBackgroundWasReplacedIsTheSameJob() throws Exception {
        byte[] body = Golden.npy(Golden.first(Golden.REGRESSION.rows(), 5));
        String path = "/v1/models/m/jobs?method=interventional";
        JsonNode first =
                service.http().post(path, NPY, body, "Idempotency-Key", "k1").json();
        service.declare("m", Golden.REGRESSION.model(), background(Golden.REGRESSION), 3);
        Eventually.get(() -> model("m").at("/background/rows").intValue(), n -> n == 3);

        assertThat(service.http()
                        .post(path, NPY, body, "Idempotency-Key", "k1")
                        .json()
                        .get("id"))
                .isEqualTo(first.get("id"));
    }

    @Test
    void aModelSaysHowManyRowsItUses() throws Exception {
        service.declare("few", Golden.REGRESSION.model(), background(Golden.REGRESSION), 7);
        service.declare("again", Golden.REGRESSION.model(), background(Golden.REGRESSION), 7);
        loaded("few");
        loaded("again");

        assertThat(model("few").at("/background/rows").intValue()).isEqualTo(7);
        assertThat(model("few").get("background")).isEqualTo(model("again").get("background"));
        assertThat(model("m").at("/background/rows").intValue())
                .isEqualTo(table(background(Golden.REGRESSION)).rows());
        assertThat(model("reg").has("background")).isFalse();
    }

    @Test
    void whatIsNotDefinedIsRefusedWithTheReason() throws Exception {
        Table row = Golden.first(Golden.REGRESSION.rows(), 1);

        for (String query : new String[] {
            "method=interventional&interactions=true",
            "method=interventional&output=probability",
            "method=path&output=probability"
        }) {
            Answer sync = explained(query, row);
            assertThat(sync.status()).as(query).isEqualTo(422);
            assertThat(sync.problem()).isEqualTo("unsupported-options");
            Answer job = service.http().post("/v1/models/m/jobs?" + query, NPY, Golden.npy(row));
            assertThat(job.detail()).isEqualTo(sync.detail());
        }
        Answer none = service.http().post("/v1/models/reg:explain?method=interventional", NPY, Golden.npy(row));
        assertThat(none.detail()).contains("needs background rows");
    }

    @Test
    void aBackgroundThatDoesNotFitIsToldAndTheModelRefused() throws Exception {
        Path odd = Files.writeString(folder.resolve("odd.csv"), "a,b\n1,2\n", StandardCharsets.UTF_8);
        service.declare("odd", Golden.REGRESSION.model(), odd, 100);
        service.declare("gone", Golden.REGRESSION.model(), folder.resolve("gone.npy"), 100);

        assertThat(unusable("odd")).contains("odd.csv", "2 columns");
        assertThat(unusable("gone")).contains("gone.npy", "does not exist");
        Files.copy(background(Golden.REGRESSION), folder.resolve("gone.npy"));
        loaded("gone");
    }

    @Test
    void columnsOfABackgroundGoByNameWhereTheModelHasNames() throws Exception {
        Path csv = Files.writeString(
                folder.resolve("rows.csv"), "f5,f0,f1,f2,f4,f3\n5,0,1,2,4,3\n", StandardCharsets.UTF_8);
        Path inOrder = Files.writeString(folder.resolve("ordered.json"), "{\"instances\": [[0, 1, 2, 3, 4, 5]]}");
        Path named = Golden.REGRESSION.withNames(folder);
        service.declare("byName", named, csv, 100);
        service.declare("byPlace", named, inOrder, 100);
        loaded("byName");
        loaded("byPlace");

        assertThat(model("byName").get("background")).isEqualTo(model("byPlace").get("background"));
    }

    private Answer explained(String query, Table rows) throws Exception {
        return service.http().post("/v1/models/m:explain?" + query, NPY, Golden.npy(rows));
    }

    private JsonNode model(String name) {
        return service.http().get("/v1/models/" + name).json();
    }

    private void loaded(String name) {
        Eventually.get(() -> model(name), model -> model.path("ready").asBoolean());
    }

    private String unusable(String name) {
        return Eventually.get(
                        () -> model(name),
                        model -> model.path("reason").asText().equals("BackgroundUnusable"))
                .get("message")
                .textValue();
    }

    private static Path background(Golden golden) {
        return golden.folder().resolve("background.npy");
    }

    private static Table golden(Golden golden, String array) throws Exception {
        return table(golden.folder().resolve(array));
    }

    /** The one number of its file, which is the last of its bytes. */
    private static double goldenBase(Golden golden) throws Exception {
        byte[] npy = Files.readAllBytes(golden.folder().resolve("base_interventional.npy"));
        return ByteBuffer.wrap(npy).order(ByteOrder.LITTLE_ENDIAN).getDouble(npy.length - Double.BYTES);
    }

    private static Table table(Path npy) throws Exception {
        try (InputStream in = Files.newInputStream(npy)) {
            return NpyReader.read(in, TableLimits.DEFAULT);
        }
    }

    private static void near(double[] actual, double... expected) {
        double scale =
                2e-6 * java.util.Arrays.stream(expected).map(Math::abs).max().orElse(1);
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[expected.length == 1 ? 0 : i], within(scale));
        }
    }
}
