package io.shapservice.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.table.Table;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenInferenceTest {
    private Service service;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        service = Service.start(folder);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void oneTensorOfRowsGivesTensorsOfExplanations() throws Exception {
        Table rows = new Table(new double[] {1, 2, 3, 4, 5, 6, 6, 5, 4, 3, 2, 1}, 2, 6, List.of());
        Explanation expected = Golden.FOUR_CLASSES.explained(rows, ExplainOptions.DEFAULT);
        JsonNode answer = infer("classes", """
                        {"id": "q1", "inputs": [{"name": "input", "shape": [2, 6], "datatype": "FP64",
                        "data": [1, 2, 3, 4, 5, 6, 6, 5, 4, 3, 2, 1]}]}""").json();

        assertThat(answer.get("id").textValue()).isEqualTo("q1");
        JsonNode values = answer.at("/outputs/0");
        assertThat(values.get("name").textValue()).isEqualTo("values");
        assertThat(values.get("datatype").textValue()).isEqualTo("FP32");
        assertThat(values.get("shape")).hasToString("[2,6,4]");
        double[] data = SyncExplainTest.numbers(values.get("data"));
        for (int i = 0; i < data.length; i++) {
            assertThat((float) data[i]).isEqualTo((float) expected.values()[i]);
        }
        assertThat(answer.at("/outputs/1/shape")).hasToString("[2,4]");
        assertThat(answer.at("/outputs/2/name").textValue()).isEqualTo("predictions");
    }

    @Test
    void oneTensorForEachFeatureIsTheSameTable() {
        StringBuilder tensors = new StringBuilder();
        for (int f = 5; f >= 0; f--) {
            tensors.append("{\"name\": \"f%d\", \"shape\": [2, 1], \"datatype\": \"INT32\", \"data\": [[%d], [%d]]}%s"
                    .formatted(f, f + 1, 6 - f, f > 0 ? "," : ""));
        }
        JsonNode one = infer("reg", """
                        {"inputs": [{"name": "input", "shape": [2, 6], "datatype": "INT64",
                        "data": [[1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1]]}], "outputs": [{"name": "values"}]}""").json();
        JsonNode many = infer("named", "{\"inputs\": [" + tensors + "], \"outputs\": [{\"name\": \"values\"}]}")
                .json();

        assertThat(many.get("outputs")).isEqualTo(one.get("outputs")).hasSize(1);
    }

    @Test
    void parametersAreTheExplanationOptions() {
        String body = """
                {"parameters": {"precision": "double"}, "inputs": [{"name": "input", "shape": [1, 6], "datatype": "FP64",
                "data": [1, null, 3, 4, 5, 6]}]}""";

        assertThat(infer("reg", body).json().at("/outputs/0/datatype").textValue())
                .isEqualTo("FP64");
        assertThat(infer("reg", body.replace("double", "half")).problem()).isEqualTo("invalid-request");
        assertThat(infer("reg", body.replace("precision", "precisoin")).problem())
                .isEqualTo("invalid-request");
    }

    @Test
    void binaryTensorsGoInAndOutBehindTheJson() throws Exception {
        byte[] json = """
                {"id": "b", "parameters": {"binary_data_output": true}, "inputs": [{"name": "input", "shape": [2, 6],
                "datatype": "FP32", "parameters": {"binary_data_size": 48}}],
                "outputs": [{"name": "values"}, {"name": "predictions", "parameters": {"binary_data": false}}]}""".getBytes(StandardCharsets.UTF_8);
        ByteBuffer body = ByteBuffer.allocate(json.length + 48).order(ByteOrder.LITTLE_ENDIAN);
        body.put(json);
        for (float v : new float[] {1, 2, 3, 4, 5, 6, 6, 5, 4, 3, 2, Float.NaN}) {
            body.putFloat(v);
        }
        JsonNode expected = infer("reg", """
                {"inputs": [{"name": "input", "shape": [2, 6], "datatype": "FP32",
                "data": [1, 2, 3, 4, 5, 6, 6, 5, 4, 3, 2, null]}]}""").json();

        Answer answer = service.http()
                .post(
                        "/v2/models/reg/infer",
                        "application/octet-stream",
                        body.array(),
                        "Inference-Header-Content-Length",
                        Integer.toString(json.length));

        assertThat(answer.status()).isEqualTo(200);
        int head = Integer.parseInt(answer.header("Inference-Header-Content-Length"));
        JsonNode told = new ObjectMapper().readTree(answer.body(), 0, head);
        assertThat(told.at("/outputs/0/parameters/binary_data_size").intValue()).isEqualTo(48);
        assertThat(told.at("/outputs/0/shape")).hasToString("[2,6]");
        assertThat(told.at("/outputs/1/data")).isEqualTo(expected.at("/outputs/2/data"));
        ByteBuffer data = ByteBuffer.wrap(answer.body(), head, 48).order(ByteOrder.LITTLE_ENDIAN);
        for (JsonNode value : expected.at("/outputs/0/data")) {
            assertThat(data.getFloat()).isEqualTo(value.floatValue());
        }
        assertThat(data.hasRemaining()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "48, 99999, invalid-request",
        "48, x, invalid-request",
        "47, json, malformed-body",
        "40, json, malformed-body"
    })
    void binaryDataThatIsNotWhatItDeclaresIsRefused(int size, String length, String problem) {
        String json = """
                {"inputs": [{"name": "input", "shape": [2, 6], "datatype": "FP32", "parameters": {"binary_data_size": %d}}]}""".formatted(size);
        byte[] body = (json + "x".repeat(48)).getBytes(StandardCharsets.UTF_8);
        Answer answer = service.http()
                .post(
                        "/v2/models/reg/infer",
                        "application/octet-stream",
                        body,
                        "Inference-Header-Content-Length",
                        length.equals("json") ? Integer.toString(json.length()) : length);

        assertThat(answer.problem()).isEqualTo(problem);
    }

    @Test
    void aModelHasOneVersionWhichIsItsDigest() {
        String digest =
                service.http().get("/v2/models/reg").json().at("/versions/0").textValue();
        String body =
                "{\"inputs\": [{\"name\": \"input\", \"shape\": [1, 6], \"datatype\": \"UINT8\", \"data\": [1,2,3,4,5,6]}]}";

        assertThat(service.http()
                        .post("/v2/models/reg/versions/" + digest + "/infer", "application/json", body)
                        .status())
                .isEqualTo(200);
        assertThat(service.http()
                        .get("/v2/models/reg/versions/" + digest + "/ready")
                        .status())
                .isEqualTo(200);
        assertThat(service.http()
                        .post("/v2/models/reg/versions/1/infer", "application/json", body)
                        .problem())
                .isEqualTo("model-not-found");
    }

    @Test
    void theTopFeaturesAreTensorsOfTheirOwn() {
        JsonNode answer = infer("classes", """
                        {"parameters": {"top": 2}, "inputs": [{"name": "input", "shape": [1, 6], "datatype": "FP64",
                        "data": [1, 2, 3, 4, 5, 6]}]}""").json();

        assertThat(answer.at("/outputs/0/name").textValue()).isEqualTo("top_features");
        assertThat(answer.at("/outputs/0/datatype").textValue()).isEqualTo("INT32");
        assertThat(answer.at("/outputs/0/shape")).hasToString("[1,4,2]");
        assertThat(answer.at("/outputs/1/name").textValue()).isEqualTo("top_values");
        assertThat(answer.at("/outputs/0/data")).hasSize(8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | malformed-body",
                "[] | malformed-body",
                "{\"inputs\": [{\"name\": \"x\", \"shape\": [2, 6], \"datatype\": \"FP64\", \"data\": [1]}]} | malformed-body",
                "{\"inputs\": [{\"name\": \"x\", \"shape\": [2], \"datatype\": \"BYTES\", \"data\": [1, 2]}]} | malformed-body",
                "{\"inputs\": [{\"name\": \"x\", \"shape\": [1, 2, 3], \"datatype\": \"FP64\", \"data\": [1]}]} | malformed-body",
                "{\"inputs\": [{\"name\": \"x\", \"shape\": [1, 2], \"datatype\": \"FP64\", \"data\": [1, 2]}]} | features-mismatch",
                "{\"inputs\": [{\"name\": \"x\", \"shape\": [99999999999, 6], \"datatype\": \"FP64\", \"data\": []}]} | too-large",
                "{\"inputs\": [], \"surprise\": 1} | malformed-body"
            })
    void aRequestThatIsNotOneIsRefused(String body, String problem) {
        assertThat(infer("reg", body).problem()).isEqualTo(problem);
    }

    @Test
    void metadataAndHealthAreTheProtocols() {
        assertThat(service.http().get("/v2").json().get("name").textValue()).isEqualTo("shap-service");
        assertThat(service.http().get("/v2/health/live").status()).isEqualTo(200);
        assertThat(service.http().get("/v2/health/ready").json().get("ready").booleanValue())
                .isTrue();
        assertThat(service.http().get("/v2/models/classes").json().at("/outputs/0/shape"))
                .hasToString("[-1,6,4]");
        assertThat(service.http().get("/v2/models/reg/ready").status()).isEqualTo(200);
        assertThat(service.http().get("/v2/models/none/ready").problem()).isEqualTo("model-not-found");
    }

    private Answer infer(String model, String body) {
        return service.http().post("/v2/models/" + model + "/infer", "application/json", body);
    }
}
