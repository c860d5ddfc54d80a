package io.shapservice.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.shapservice.apiserver.config.Limits;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent to break the server gets a 4xx that says why, and nothing of it stays. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileBodiesTest {
    private static final List<String> ROUTES = List.of("/v1/models/named/jobs", "/v1/models/named:explain");
    private static final String JSON = "application/json";
    /** A body may have a MiB, so that bombs of some MiB are large. */
    private static final Limits SMALL = new Limits(
            1 << 20,
            10_000,
            1 << 20,
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

    @AfterEach
    void nothingStays() {
        Eventually.get(() -> Keys.of(service, "blob:job/*"), List::isEmpty);
        assertThat(service.http().get("/v1/jobs").json().get("jobs")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd"})
    void aBombIsCountedAsItIsUnpackedAndRefused(String encoding) throws Exception {
        byte[] row = "1,2,3,4,5,6\n".getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        rows.writeBytes("f0,f1,f2,f3,f4,f5\n".getBytes(StandardCharsets.UTF_8));
        while (rows.size() < 1 << 20) {
            rows.writeBytes(row);
        }
        byte[] bomb = packed(encoding, rows.toByteArray());

        assertThat(bomb.length).isLessThan(20_000);
        for (String route : ROUTES) {
            Answer answer = service.http().post(route, "text/csv", bomb, "Content-Encoding", encoding);
            assertThat(answer.problem()).isEqualTo("too-large");
        }
    }

    @ParameterizedTest
    @CsvSource({"gzip", "zstd", "'gzip, zstd'", "br"})
    void whatIsNotPackedAsItSaysIsRefused(String encoding) {
        for (String route : ROUTES) {
            Answer answer = service.http().post(route, JSON, "{\"instances\": []}", "Content-Encoding", encoding);
            assertThat(answer.problem()).isIn("malformed-body", "unsupported-media-type");
        }
    }

    @Test
    void aFrameThatAsksForAGibibyteOfWindowIsRefused() {
        // Magic, a descriptor without content size, and a window of 2^30 bytes.
        byte[] frame = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0x00, (byte) 0xa0, 1, 0, 0};
        for (String route : ROUTES) {
            Answer answer = service.http().post(route, "text/csv", frame, "Content-Encoding", "zstd");
            assertThat(answer.problem()).isEqualTo("malformed-body");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"instances\": [[1,2,3,4,5,6]], \"instances\": [[1,2,3,4,5,6]]}",
                "{\"instances\": [{\"f0\": 1, \"f0\": 2, \"f1\": 1, \"f2\": 1, \"f3\": 1, \"f4\": 1, \"f5\": 1}]}",
                "{\"instances\": [[1,2,3,4,5,6], [1,2,3,4,5]]}",
                "{\"instances\": [[1,2,3,4,5,{}]]}",
                "{\"instances\": [[1,2,3,4,5,1e]]}",
                "{\"instances\": [[1,2,3,4,5,'six']]}",
                "{\"instances\": 7}",
                "[]",
                "null",
                "\u0000"
            })
    void oddJsonIsRefused(String body) {
        for (String route : ROUTES) {
            assertThat(service.http().post(route, JSON, body).status())
                    .as(route + " " + body)
                    .isIn(400, 422);
        }
    }

    @Test
    void jsonThatIsNestedWithoutEndIsRefused() {
        String deep = "{\"instances\": " + "[".repeat(100_000);
        for (String route : ROUTES) {
            assertThat(service.http().post(route, JSON, deep).problem()).isEqualTo("malformed-body");
        }
        String tensor = "{\"inputs\": [{\"name\": \"x\", \"shape\": [1, 6], \"datatype\": \"FP64\", \"data\": "
                + "[".repeat(100_000);
        assertThat(service.http().post("/v2/models/named/infer", JSON, tensor).problem())
                .isEqualTo("malformed-body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999", "-1e999", "123456789012345678901234567890123456789012345678901234567890"})
    void hugeNumbersAreExplainedOrRefusedButBreakNothing(String number) {
        String body = "{\"instances\": [[1,2,3,4,5," + number + "]]}";

        assertThat(service.http().post("/v1/models/named:explain", JSON, body).status())
                .isIn(200, 400, 422);
    }

    @ParameterizedTest
    @CsvSource({
        "'(-1, 6)'",
        "'(1, -6)'",
        "'(999999999999999999, 6)'",
        "'(99999999999999999999, 6)'",
        "'(6,)'",
        "'()'",
        "'(1,6,1)'"
    })
    void shapesThatCannotBeAreRefused(String shape) {
        byte[] npy = npy(shape, "<f8");
        for (String route : ROUTES) {
            Answer answer = service.http().post(route, "application/x-npy", npy);
            assertThat(answer.status()).as(answer.detail()).isIn(400, 413, 422);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"|O", "<U8", "<c16", "<M8[ns]", "<f16", "|V8"})
    void typesThatAreNoNumbersAreRefused(String type) {
        for (String route : ROUTES) {
            assertThat(service.http()
                            .post(route, "application/x-npy", npy("(1, 6)", type))
                            .problem())
                    .isEqualTo("unsupported-media-type");
        }
    }

    @Test
    void namesThatASpreadsheetWouldRunAreQuotedAsNamesAndNoMore() {
        String csv = "=cmd|' /C calc'!A0,@x,+1,\"<script>alert(1)</script>\",f4,f5\n1,2,3,4,5,6\n";
        for (String route : ROUTES) {
            Answer answer = service.http().post(route, "text/csv", csv);
            assertThat(answer.problem()).isEqualTo("features-mismatch");
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10737418240", "99999999999999999999", "-1"})
    void aLengthThatIsTooLargeIsRefusedBeforeTheBodyComes(String length) throws Exception {
        for (String route : ROUTES) {
            String answer = raw("POST " + route + " HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\nContent-Length: "
                    + length + "\r\n\r\nf0");
            assertThat(answer).matches("(?s)HTTP/1\\.1 4\\d\\d .*").contains("problem+json");
        }
    }

    @Test
    void chunksThatAreNoneAreRefused() throws Exception {
        for (String route : ROUTES) {
            String answer = raw("POST " + route + " HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\nzz\r\nnot a chunk\r\n");
            assertThat(answer).matches("(?s)HTTP/1\\.1 4\\d\\d .*").contains("problem+json");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/models/../../etc/passwd",
                "/v1/models/%2e%2e%2f%2e%2e%2fetc",
                "/v1/jobs/%00",
                "//v1//models",
                "/v1/models/a%0d%0ax:y"
            })
    void trickyPathsAreNotFoundOrNotWellFormed(String path) throws Exception {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .matches("(?s)HTTP/1\\.1 40[04] .*")
                .contains("problem+json")
                .doesNotContain("root:");
    }

    private static byte[] packed(String encoding, byte[] bytes) throws Exception {
        if (encoding.equals("zstd")) {
            return Zstd.compress(bytes);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }

    /** A file of 6 numbers that says it has this shape and type. */
    private static byte[] npy(String shape, String type) {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
        out.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(new byte[48]);
        return out.toByteArray();
    }

    private String raw(String request) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", service.server().apiPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
