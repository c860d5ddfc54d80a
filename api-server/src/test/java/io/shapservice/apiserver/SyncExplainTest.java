package io.shapservice.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.shapservice.apiserver.config.Limits;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.ExplainOptions.Method;
import io.shapservice.engine.explain.ExplainOptions.Output;
import io.shapservice.engine.explain.ExplainOptions.Precision;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.table.Table;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SyncExplainTest {
    private static final ExplainOptions DOUBLE = new ExplainOptions(Method.PATH, false, Output.RAW, Precision.DOUBLE);
    private static final Limits SMALL = new Limits(
            1 << 20,
            10_000,
            100_000,
            50_000,
            200_000,
            100,
            1 << 20,
            2,
            4,
            Duration.ofSeconds(5),
            Duration.ofMillis(100));

    private Service service;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        service = Service.start(folder, SMALL);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource({"application/x-npy", "text/csv", "application/json"})
    void rowsOfEveryTypeAreExplainedAsTheEngineExplainsThem(String type) throws Exception {
        Table rows = Golden.first(Golden.REGRESSION.rows(), 20);
        Explanation expected = Golden.REGRESSION.explained(rows, DOUBLE);
        byte[] body = switch (type) {
            case "application/x-npy" -> Golden.npy(rows);
            case "text/csv" -> Golden.csv(rows).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            default -> Golden.json(rows).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        };

        Answer answer = service.http().post("/v1/models/reg:explain?precision=double", type, body);

        assertThat(answer.status()).isEqualTo(200);
        JsonNode explanations = answer.json().get("explanations");
        assertThat(numbers(explanations.get("values"))).containsExactly(expected.values());
        assertThat(numbers(answer.json().get("predictions"))).containsExactly(expected.prediction());
        assertThat(explanations.get("base_values").get(19).doubleValue()).isEqualTo(expected.baseValues()[0]);
        assertThat(explanations.get("model_digest").textValue()).startsWith("sha256:");
    }

    @Test
    void severalOutputsHaveAnAxisOfTheirOwnAndOneOutputHasItOnRequest() throws Exception {
        Table rows = Golden.first(Golden.FOUR_CLASSES.rows(), 3);
        JsonNode classes = explained("classes", "", rows).get("explanations");
        JsonNode plain = explained("reg", "", rows).get("explanations");
        JsonNode strict = explained("reg", "?strict_shape=true", rows).get("explanations");

        assertThat(classes.at("/values/2/5")).hasSize(4);
        assertThat(classes.at("/base_values/2")).hasSize(4);
        assertThat(plain.at("/values/2/5").isNumber()).isTrue();
        assertThat(plain.at("/base_values/2").isNumber()).isTrue();
        assertThat(strict.at("/values/2/5")).hasSize(1);
        assertThat(strict.at("/base_values/2")).hasSize(1);
    }

    @Test
    void contributionsAddUpToThePrediction() throws Exception {
        JsonNode answer = explained("classes", "", Golden.first(Golden.FOUR_CLASSES.rows(), 50));
        JsonNode explanations = answer.get("explanations");
        for (int row = 0; row < 50; row++) {
            for (int k = 0; k < 4; k++) {
                double sum = explanations.at("/base_values/" + row + "/" + k).doubleValue();
                for (JsonNode feature : explanations.at("/values/" + row)) {
                    sum += feature.get(k).doubleValue();
                }
                assertThat(sum)
                        .isCloseTo(answer.at("/predictions/" + row + "/" + k).doubleValue(), within(1e-5));
            }
        }
    }

    @Test
    void columnsGoByNameWhereRowsHaveNames() {
        String row = "{\"instances\": [{\"f5\": 5, \"f0\": null, \"f1\": 1, \"f2\": 2, \"f4\": 4, \"f3\": 3}]}";
        String inOrder = "{\"instances\": [[null, 1, 2, 3, 4, 5]]}";

        assertThat(post("named:explain", row).json().get("predictions"))
                .isEqualTo(post("named:explain", inOrder).json().get("predictions"));
    }

    @Test
    void columnsThatTheModelDoesNotHaveAreLeftOutOnRequest() {
        String row =
                "{\"instances\": [{\"f5\": 5, \"id\": 7, \"f0\": null, \"f1\": 1, \"f2\": 2, \"f4\": 4, \"f3\": 3}]}";
        String inOrder = "{\"instances\": [[null, 1, 2, 3, 4, 5]]}";

        assertThat(post("named:explain", row).problem()).isEqualTo("features-mismatch");
        assertThat(post("named:explain?extra=ignore", row).json().get("predictions"))
                .isEqualTo(post("named:explain", inOrder).json().get("predictions"));
        assertThat(post("named:explain?extra=ignore", row.replace("\"f0\"", "\"f9\""))
                        .detail())
                .contains("missing 'f0'");
    }

    @ParameterizedTest
    @CsvSource({"reg, 2", "classes, 3", "reg, 100"})
    void theTopFeaturesOfEachOutputAreThoseThatMovedItMost(String model, int top) throws Exception {
        Table rows = Golden.first(Golden.REGRESSION.rows(), 5);
        JsonNode all = explained(model, "?strict_shape=true", rows).get("explanations");
        JsonNode picked =
                explained(model, "?strict_shape=true&top=" + top, rows).get("explanations");

        assertThat(picked.has("values")).isFalse();
        int count = Math.min(top, 6);
        for (int row = 0; row < 5; row++) {
            for (int k = 0; k < all.at("/values/0/0").size(); k++) {
                JsonNode features = picked.at("/top_features/" + row + "/" + k);
                JsonNode values = picked.at("/top_values/" + row + "/" + k);
                assertThat(features).hasSize(count);
                double smallest = Double.POSITIVE_INFINITY;
                for (int i = 0; i < count; i++) {
                    double value = values.get(i).doubleValue();
                    assertThat(all.at("/values/" + row + "/" + features.get(i).intValue() + "/" + k)
                                    .doubleValue())
                            .isEqualTo(value);
                    assertThat(Math.abs(value)).isLessThanOrEqualTo(smallest);
                    smallest = Math.abs(value);
                }
            }
        }
    }

    @Test
    void groupsAreOneFeatureEachAndInteractionsAddUpOverThem() throws Exception {
        Table rows = Golden.first(Golden.REGRESSION.rows(), 3);
        JsonNode grouped = explained("reg", "?interactions=true&group=a:0,1&group=b:4,5&precision=double", rows)
                .get("explanations");

        assertThat(grouped.get("feature_names")).hasToString("[\"a\",\"f2\",\"f3\",\"b\"]");
        for (int row = 0; row < 3; row++) {
            for (int i = 0; i < 4; i++) {
                double sum = 0;
                for (JsonNode pair : grouped.at("/interactions/" + row + "/" + i)) {
                    sum += pair.doubleValue();
                }
                assertThat(sum).isCloseTo(grouped.at("/values/" + row + "/" + i).doubleValue(), within(1e-9));
            }
        }
    }

    @Test
    void anAnswerThatComesTooLateIsNotWaitedFor() throws Exception {
        byte[] npy = Golden.npy(Golden.first(Golden.REGRESSION.rows(), 20));
        Answer late =
                service.http().post("/v1/models/reg:explain", "application/x-npy", npy, "Request-Timeout", "0.001ms");
        Answer odd = service.http().post("/v1/models/reg:explain", "application/x-npy", npy, "Request-Timeout", "soon");
        Answer fine = service.http().post("/v1/models/reg:explain", "application/x-npy", npy, "Request-Timeout", "60s");

        assertThat(late.status()).isEqualTo(504);
        assertThat(late.problem()).isEqualTo("deadline-exceeded");
        assertThat(odd.problem()).isEqualTo("invalid-request");
        assertThat(fine.status()).isEqualTo(200);
    }

    @Test
    void aPackedBodyIsTheSameBody() throws Exception {
        byte[] npy = Golden.npy(Golden.first(Golden.REGRESSION.rows(), 20));
        byte[] plain = service.http()
                .post("/v1/models/reg:explain", "application/x-npy", npy)
                .body();

        assertThat(service.http()
                        .post(
                                "/v1/models/reg:explain",
                                "application/x-npy",
                                com.github.luben.zstd.Zstd.compress(npy),
                                "Content-Encoding",
                                "zstd")
                        .body())
                .isEqualTo(plain);
        Answer packed =
                service.http().post("/v1/models/reg:explain", "application/x-npy", npy, "Accept-Encoding", "gzip");
        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(packed.body()).hasSizeLessThan(plain.length);
        assertThat(packed.unpacked()).isEqualTo(plain);
    }

    @Test
    void categoriesMayComeByName(@TempDir Path folder) throws Exception {
        Golden golden = Golden.NAMED_CATEGORIES;
        byte[] coded = golden.npy();
        try (Service own = Service.start(folder)) {
            own.declare("categories", golden.model(), null);
            JsonNode codes = Eventually.get(
                            () -> own.http().post("/v1/models/categories:explain", "application/x-npy", coded),
                            answer -> answer.status() == 200)
                    .json();
            for (String type : List.of("csv", "json")) {
                byte[] rows = Files.readAllBytes(golden.folder().resolve("rows." + type));
                Answer answer = own.http()
                        .post(
                                "/v1/models/categories:explain",
                                type.equals("csv") ? "text/csv" : "application/json",
                                rows);

                assertThat(answer.json().at("/explanations/values")).isEqualTo(codes.at("/explanations/values"));
            }
            String unseen = "{\"instances\": [{\"amount\": 1, \"word\": \"nowhere\", \"size\": 5}]}";
            Answer refused = own.http()
                    .post(
                            "/v1/models/categories:explain",
                            "application/json",
                            unseen.getBytes(java.nio.charset.StandardCharsets.UTF_8));

            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.json().get("detail").textValue())
                    .startsWith("/instances/0/word: 'nowhere' is not one of the 6 categories");
        }
    }

    @Test
    void interactionValuesOfARowAddUpToItsValues() throws Exception {
        JsonNode explanations = explained("reg", "?interactions=true", Golden.first(Golden.REGRESSION.rows(), 5))
                .get("explanations");
        assertThat(explanations.get("interactions")).hasSize(5);
        for (int j = 0; j < 6; j++) {
            double sum = 0;
            for (JsonNode pair : explanations.at("/interactions/4/" + j)) {
                sum += pair.doubleValue();
            }
            assertThat(sum).isCloseTo(explanations.at("/values/4/" + j).doubleValue(), within(1e-5));
        }
        assertThat(service.http()
                        .post(
                                "/v1/models/reg/jobs?interactions=true",
                                "application/x-npy",
                                Golden.npy(Golden.first(Golden.REGRESSION.rows(), 5)))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void aCsvBodyWithoutHeaderIsTakenByPositionWhenTheRequestSaysSo() {
        byte[] lines = "0.5,1,2,3,4,5\n1.5,1,2,3,4,5\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        String inJson = "{\"instances\": [[0.5, 1, 2, 3, 4, 5], [1.5, 1, 2, 3, 4, 5]]}";

        Answer answer = service.http().post("/v1/models/reg:explain?header=false", "text/csv", lines);

        assertThat(answer.json().get("predictions"))
                .isEqualTo(post("reg:explain", inJson).json().get("predictions"));
        assertThat(service.http()
                        .post("/v1/models/reg:explain", "text/csv", lines)
                        .json()
                        .get("detail")
                        .textValue())
                .contains("header=false");
        assertThat(service.http()
                        .post("/v1/models/reg:explain?header=no", "text/csv", lines)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aGzippedBodyIsUnpackedAndCountedAfterwards() throws Exception {
        Table rows = Golden.first(Golden.REGRESSION.rows(), 3);
        Answer good = service.http()
                .post(
                        "/v1/models/reg:explain",
                        "application/x-npy",
                        gzip(Golden.npy(rows)),
                        "Content-Encoding",
                        "gzip");
        Answer bomb = service.http()
                .post("/v1/models/reg:explain", "text/csv", gzip(new byte[50_000_000]), "Content-Encoding", "gzip");
        Answer cut = service.http()
                .post("/v1/models/reg:explain", "text/csv", new byte[] {1, 2, 3}, "Content-Encoding", "gzip");

        assertThat(good.status()).isEqualTo(200);
        assertThat(bomb.problem()).isEqualTo("too-large");
        assertThat(cut.problem()).isEqualTo("malformed-body");
    }

    @Test
    void moreWorkThanOneAnswerMayCostIsSentToJobs() throws Exception {
        Answer answer =
                service.http().post("/v1/models/classes:explain", "application/x-npy", Golden.FOUR_CLASSES.npy());

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.problem()).isEqualTo("too-large");
        assertThat(answer.detail()).contains("POST /v1/models/classes/jobs");
    }

    @Test
    void aRequestIdComesBackAndAHostileOneIsReplaced() {
        assertThat(service.http().get("/health/live", "X-Request-Id", "abc-1").header("X-Request-Id"))
                .isEqualTo("abc-1");
        assertThat(service.http()
                        .get("/health/live", "X-Request-Id", "<script> x")
                        .header("X-Request-Id"))
                .matches("[0-9a-f]{16}");
    }

    private JsonNode explained(String model, String query, Table rows) {
        return post(model + ":explain" + query, Golden.json(rows)).json();
    }

    private Answer post(String path, String json) {
        return service.http().post("/v1/models/" + path, "application/json", json);
    }

    private static byte[] gzip(byte[] bytes) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }

    static double[] numbers(JsonNode nested) {
        return nested.isArray()
                ? java.util.stream.StreamSupport.stream(nested.spliterator(), false)
                        .flatMapToDouble(n -> java.util.Arrays.stream(numbers(n)))
                        .toArray()
                : new double[] {nested.isNull() ? Double.NaN : nested.doubleValue()};
    }
}
