package io.shapservice.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.ExplainOptions.Method;
import io.shapservice.engine.explain.ExplainOptions.Output;
import io.shapservice.engine.explain.ExplainOptions.Precision;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.table.Table;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobsTest {
    private static final ExplainOptions DOUBLE = new ExplainOptions(Method.PATH, false, Output.RAW, Precision.DOUBLE);
    private static final String NPY = "application/x-npy";

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

    @ParameterizedTest
    @CsvSource({"application/x-npy, named", "text/csv, named", "application/json, named", "application/x-npy, classes"})
    void aJobGivesWhatTheEngineGivesWhateverTheRowsComeIn(String type, String model) throws Exception {
        Golden golden = model.equals("classes") ? Golden.FOUR_CLASSES : Golden.REGRESSION;
        Table rows = golden.rows();
        Explanation expected = golden.explained(rows, DOUBLE);
        Answer accepted = service.http().post("/v1/models/" + model + "/jobs?precision=double", type, body(type, rows));
        String id = accepted.json().get("id").textValue();

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.header("Location")).isEqualTo("/v1/jobs/" + id);
        assertThat(accepted.header("Retry-After")).isEqualTo("1");
        assertThat(accepted.header("Durability")).isIn("aof-everysec", "aof-fsync");
        assertThat(accepted.json().get("batches").intValue()).isEqualTo(5);
        try (WorkerLoop _ = service.worker()) {
            JsonNode job = service.ended(id);
            assertThat(job.get("state").textValue()).isEqualTo("succeeded");
            assertThat(job.get("rowsDone").intValue()).isEqualTo(240);
        }
        assertThat(array(id, "values").values()).containsExactly(expected.values());
        assertThat(service.http()
                        .get("/v1/jobs/" + id + "/results?array=prediction")
                        .body())
                .endsWith(le(expected.prediction()));
        byte[] base = service.http()
                .get("/v1/jobs/" + id + "/results?array=base_values")
                .body();
        assertThat(base).endsWith(le(expected.baseValues()));
        assertThat(paged(id, expected)).isEqualTo(240);
    }

    @Test
    void singlePrecisionIsReportedInSinglePrecision() throws Exception {
        Explanation expected = Golden.REGRESSION.explained(Golden.REGRESSION.rows(), ExplainOptions.DEFAULT);
        String id = submit("reg", Golden.REGRESSION.npy());
        try (WorkerLoop _ = service.worker()) {
            service.ended(id);
        }
        Answer array = service.http().get("/v1/jobs/" + id + "/results?array=values");

        assertThat(array.text()).contains("'<f4'");
        double[] values = array.npy().values();
        for (int i = 0; i < values.length; i++) {
            assertThat((float) values[i]).isEqualTo((float) expected.values()[i]);
        }
        assertThat(service.http()
                        .get("/v1/jobs/" + id + "/results?array=values", "If-None-Match", array.header("ETag"))
                        .status())
                .isEqualTo(304);
        assertThat(service.http()
                        .get("/v1/jobs/" + id + "/results?array=values&strict_shape=true")
                        .text())
                .contains("(240, 6, 1)");
    }

    @Test
    void rowsThatWereGivenUpAreTriedAgainOnRequest() throws Exception {
        String id = submit("reg", Golden.REGRESSION.npy());
        try (WorkerLoop _ = new WorkerLoop(service.redisSettings(), batch -> batch == 1 || batch == 3)) {
            assertThat(service.ended(id).get("state").textValue()).isEqualTo("partial");
        }
        Answer one = redrive(id, "?from=50&to=100");

        assertThat(one.status()).isEqualTo(200);
        assertThat(one.json().get("state").textValue()).isEqualTo("running");
        try (WorkerLoop _ = service.worker()) {
            JsonNode partial = service.ended(id);
            assertThat(partial.get("state").textValue()).isEqualTo("partial");
            assertThat(partial.get("dead")).hasSize(1);
            assertThat(partial.at("/dead/0/row_offset").intValue()).isEqualTo(150);
            redrive(id, "");
            assertThat(service.ended(id).get("state").textValue()).isEqualTo("succeeded");
        }
        assertThat(redrive(id, "").json().get("state").textValue()).isEqualTo("succeeded");
        assertThat(redrive(id, "?from=9&to=9").problem()).isEqualTo("invalid-request");
        assertThat(array(id, "values").values()).hasSize(240 * 6);
    }

    @Test
    void interactionsOfAJobAreThoseOfTheEngine() throws Exception {
        Table rows = Golden.REGRESSION.rows();
        Explanation expected =
                Golden.REGRESSION.explained(rows, new ExplainOptions(Method.PATH, true, Output.RAW, Precision.DOUBLE));
        String id = service.http()
                .post("/v1/models/reg/jobs?precision=double&interactions=true", NPY, Golden.REGRESSION.npy())
                .json()
                .get("id")
                .textValue();
        String plain = submit("reg", Golden.REGRESSION.npy());
        try (WorkerLoop _ = service.worker()) {
            service.ended(id);
            service.ended(plain);
        }
        Answer array = service.http().get("/v1/jobs/" + id + "/results?array=interactions");

        assertThat(array.text()).contains("(240, 6, 6)");
        assertThat(array.body()).endsWith(le(expected.interactions()));
        JsonNode page =
                service.http().get("/v1/jobs/" + id + "/results?limit=1").json();
        assertThat(SyncExplainTest.numbers(page.get("interactions")))
                .containsExactly(Arrays.copyOf(expected.interactions(), Service.BATCH * 36));
        assertThat(service.http()
                        .get("/v1/jobs/" + plain + "/results?array=interactions")
                        .problem())
                .isEqualTo("invalid-request");
    }

    private Answer redrive(String id, String query) {
        return service.http().send("POST", "/v1/jobs/" + id + ":redrive" + query, BodyPublishers.noBody());
    }

    @Test
    void aRangeOfAnArrayIsThoseBytesOfTheWhole() throws Exception {
        String id = submit("reg", Golden.REGRESSION.npy());
        try (WorkerLoop _ = new WorkerLoop(service.redisSettings(), batch -> batch == 1)) {
            service.ended(id);
        }
        String path = "/v1/jobs/" + id + "/results?missing=nan&array=values";
        Answer whole = service.http().get(path);
        byte[] bytes = whole.body();

        for (int[] range : new int[][] {{0, 9}, {100, 140}, {128, bytes.length - 1}, {1000, 1023}, {1400, 3000}}) {
            Answer part = service.http().get(path, "Range", "bytes=" + range[0] + "-" + range[1]);
            assertThat(part.status()).isEqualTo(206);
            assertThat(part.header("Content-Range"))
                    .isEqualTo("bytes " + range[0] + "-" + range[1] + "/" + bytes.length);
            assertThat(part.body()).isEqualTo(Arrays.copyOfRange(bytes, range[0], range[1] + 1));
        }
        assertThat(service.http().get(path, "Range", "bytes=-5").body())
                .isEqualTo(Arrays.copyOfRange(bytes, bytes.length - 5, bytes.length));
        assertThat(service.http().get(path, "Range", "bytes=9999999-").problem())
                .isEqualTo("range-not-satisfiable");
        assertThat(service.http()
                        .get(path, "Range", "bytes=0-9", "If-Range", "\"another\"")
                        .body())
                .isEqualTo(bytes);
        assertThat(service.http()
                        .get(path, "Range", "bytes=0-9", "If-Range", whole.header("ETag"))
                        .status())
                .isEqualTo(206);
    }

    @Test
    void groupedFeaturesAreOneFeatureInPagesAndArrays() throws Exception {
        Table rows = Golden.REGRESSION.rows();
        Explanation single = Golden.REGRESSION.explained(rows, DOUBLE);
        String id = service.http()
                .post("/v1/models/named/jobs?precision=double&group=first:f0,f1,f2", NPY, Golden.REGRESSION.npy())
                .json()
                .get("id")
                .textValue();
        try (WorkerLoop _ = service.worker()) {
            assertThat(service.ended(id).at("/options/groups/0").textValue()).isEqualTo("first:f0,f1,f2");
        }
        JsonNode page = service.http().get("/v1/jobs/" + id + "/results").json();

        assertThat(page.get("feature_names")).hasToString("[\"first\",\"f3\",\"f4\",\"f5\"]");
        double[] grouped = array(id, "values").values();
        assertThat(grouped).hasSize(240 * 4);
        assertThat(grouped[0]).isEqualTo(single.values()[0] + single.values()[1] + single.values()[2]);
        assertThat(grouped[1]).isEqualTo(single.values()[3]);
        assertThat(service.http()
                        .post("/v1/models/named/jobs?group=first:f0,none", NPY, Golden.REGRESSION.npy())
                        .problem())
                .isEqualTo("unsupported-options");
    }

    @Test
    void pagesOfAJobThatRunsAreIncompleteAndOfOneThatEndedComplete() throws Exception {
        String id = submit("reg", Golden.REGRESSION.npy());

        JsonNode before = page(id, "");
        assertThat(before.get("complete").booleanValue()).isFalse();
        assertThat(before.get("rows").intValue()).isZero();
        Answer array = service.http().get("/v1/jobs/" + id + "/results?array=values");
        assertThat(array.problem()).isEqualTo("not-ended");
        assertThat(array.header("Retry-After")).isNotEmpty();
        try (WorkerLoop _ = service.worker()) {
            service.ended(id);
        }
        JsonNode after = page(id, "&after=" + before.get("next").textValue());
        assertThat(after.get("rows").intValue()).isEqualTo(240);
        assertThat(after.get("complete").booleanValue()).isTrue();
        JsonNode small = page(id, "&limit=1");
        assertThat(small.get("rows").intValue()).isEqualTo(Service.BATCH);
    }

    @Test
    void aLongPollAnswersWhenTheJobEndsAndEventsTellItsProgress() throws Exception {
        String id = submit("reg", Golden.REGRESSION.npy());
        assertThat(service.http()
                        .get("/v1/jobs/" + id + "?wait=50ms")
                        .json()
                        .get("state")
                        .textValue())
                .isEqualTo("queued");
        try (WorkerLoop _ = service.worker()) {
            String events = service.http().get("/v1/jobs/" + id + "/events").text();

            assertThat(events).contains("event: job\nid: ").endsWith("\n\n").contains("\"state\":\"succeeded\"");
        }
        assertThat(service.http()
                        .get("/v1/jobs/" + id + "?wait=25s")
                        .json()
                        .get("state")
                        .textValue())
                .isEqualTo("succeeded");
    }

    @Test
    void aRowThatCannotBeExplainedCostsItsBatchAndNoOther() throws Exception {
        String id = submit("reg", Golden.REGRESSION.npy());
        try (WorkerLoop _ = new WorkerLoop(service.redisSettings(), batch -> batch == 2)) {
            JsonNode job = service.ended(id);

            assertThat(job.get("state").textValue()).isEqualTo("partial");
            assertThat(job.get("error").textValue()).contains("50 rows", "from row 100");
            assertThat(job.at("/dead/0/reason").textValue()).isEqualTo("INPUT");
        }
        Answer refused = service.http().get("/v1/jobs/" + id + "/results?array=values");
        assertThat(refused.problem()).isEqualTo("missing-rows");
        Answer filled = service.http().get("/v1/jobs/" + id + "/results?array=values&missing=nan");
        assertThat(filled.header("X-Missing-Rows")).isEqualTo("100-149");
        double[] values = filled.npy().values();
        for (int i = 0; i < values.length; i++) {
            assertThat(Double.isNaN(values[i])).isEqualTo(i / 6 >= 100 && i / 6 < 150);
        }
    }

    @Test
    void aCancelledJobStopsAndADeletedOneIsGone() throws Exception {
        String id = submit("reg", Golden.REGRESSION.npy());
        Answer cancelled = service.http().send("POST", "/v1/jobs/" + id + ":cancel", BodyPublishers.noBody());

        assertThat(cancelled.json().get("state").textValue()).isEqualTo("cancelled");
        assertThat(service.http()
                        .send("POST", "/v1/jobs/" + id + ":cancel", BodyPublishers.noBody())
                        .status())
                .isEqualTo(200);
        assertThat(page(id, "").get("complete").booleanValue()).isTrue();
        assertThat(service.http().delete("/v1/jobs/" + id).status()).isEqualTo(204);
        assertThat(service.http().get("/v1/jobs/" + id).problem()).isEqualTo("job-not-found");
        Eventually.get(() -> Keys.of(service, "blob:job/*"), List::isEmpty);
    }

    @Test
    void jobsAreListedNewestFirstInPages() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.addFirst(submit("reg", Golden.REGRESSION.npy()));
        }
        JsonNode first = service.http().get("/v1/jobs?limit=2").json();
        JsonNode second = service.http()
                .get("/v1/jobs?limit=2&after=" + first.get("next").textValue())
                .json();

        List<String> listed = new ArrayList<>(first.get("jobs").findValuesAsText("id"));
        listed.addAll(second.get("jobs").findValuesAsText("id"));
        assertThat(listed).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(second.path("next").isTextual()).isFalse();
    }

    private String submit(String model, byte[] npy) {
        return service.http()
                .post("/v1/models/" + model + "/jobs", NPY, npy)
                .json()
                .get("id")
                .textValue();
    }

    private JsonNode page(String id, String query) {
        return service.http()
                .get("/v1/jobs/" + id + "/results?strict_shape=true" + query)
                .json();
    }

    private Table array(String id, String name) throws Exception {
        Answer answer = service.http().get("/v1/jobs/" + id + "/results?array=" + name, "Accept", NPY);
        assertThat(answer.header("Content-Type")).isEqualTo(NPY);
        byte[] flat = answer.text().contains("(240, 6, 4)") ? flattened(answer.body()) : answer.body();
        return new Answer(200, answer.headers(), flat).npy();
    }

    /** Reads all pages, compares them with what is expected, and counts their rows. */
    private int paged(String id, Explanation expected) {
        int rows = 0;
        String after = "";
        while (true) {
            JsonNode page = page(id, "&limit=30000" + after);
            int perRow = expected.features() * expected.outputs();
            int offset = page.get("row_offset").intValue();
            int count = page.get("rows").intValue();
            assertThat(SyncExplainTest.numbers(page.get("values")))
                    .containsExactly(Arrays.copyOfRange(expected.values(), offset * perRow, (offset + count) * perRow));
            rows += count;
            if (page.get("complete").booleanValue()) {
                return rows;
            }
            after = "&after=" + page.get("next").textValue();
        }
    }

    /** An npy file of three axes with the last two folded. */
    private static byte[] flattened(byte[] npy) {
        String header = new String(npy, 0, 128, StandardCharsets.ISO_8859_1).replace("(240, 6, 4)", "(240, 24)  ");
        byte[] flat = npy.clone();
        System.arraycopy(header.getBytes(StandardCharsets.ISO_8859_1), 0, flat, 0, 128);
        return flat;
    }

    private static byte[] body(String type, Table rows) throws Exception {
        return switch (type) {
            case NPY -> Golden.npy(rows);
            case "text/csv" -> Golden.csv(rows).getBytes(StandardCharsets.UTF_8);
            default -> Golden.json(rows).getBytes(StandardCharsets.UTF_8);
        };
    }

    private static byte[] le(double[] values) {
        java.nio.ByteBuffer out =
                java.nio.ByteBuffer.allocate(values.length * 8).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        for (double v : values) {
            out.putDouble(v);
        }
        return out.array();
    }
}
