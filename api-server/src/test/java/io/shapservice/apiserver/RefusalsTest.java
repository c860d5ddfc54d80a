package io.shapservice.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
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
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalsTest {
    private static final String JSON = "application/json";
    private static final String NPY = "application/x-npy";

    private Service service;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        service = Service.start(folder);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    /** Both ways in refuse the same things, and a refused job leaves nothing behind. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "application/json | {\"instances\": [[1,2,3,4,5]]} | 422 | features-mismatch",
                "application/json | {\"instances\": [{\"f0\":1,\"f1\":1,\"f2\":1,\"f3\":1,\"f4\":1,\"x\":1}]} | 422 | features-mismatch",
                "application/json | {\"instances\": [[1,2,3,4,5,\"six\"]]} | 422 | invalid-data",
                "application/json | {\"instances\": []} | 422 | invalid-data",
                "application/json | {\"instances\": [[1,2 | 400 | malformed-body",
                "application/json | {\"signature\": 1} | 400 | malformed-body",
                "application/json | '' | 400 | malformed-body",
                "text/csv | '' | 400 | malformed-body",
                "text/csv | '1,2,3,4,5,6' | 422 | features-mismatch",
                "application/x-npy | '' | 400 | malformed-body",
                "application/x-npy | 'not numpy' | 400 | malformed-body",
                "application/xml | <rows/> | 415 | unsupported-media-type",
                "multipart/form-data | x | 415 | unsupported-media-type"
            })
    void aBodyThatCannotBeExplainedIsRefusedWithItsType(String type, String body, int status, String problem) {
        for (String path : List.of("/v1/models/named/jobs", "/v1/models/named:explain")) {
            Answer answer = service.http().post(path, type, body);

            assertThat(answer.status()).as(path).isEqualTo(status);
            assertThat(answer.problem()).as(path).isEqualTo(problem);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        }
    }

    @Test
    void anNpyFileThatIsNotWhatItDeclaresIsRefused() throws Exception {
        byte[] whole = Golden.REGRESSION.npy();
        byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 3);
        refused(cut, 400, "malformed-body");
        refused(patched(whole, "<f8", "|O"), 415, "unsupported-media-type");
        refused(patched(whole, "(240, 6)", "(9999999999999, 6)"), 413, "too-large");
        refused(patched(whole, "(240, 6)", "(6, 99999999)"), 413, "too-large");
        refused(patched(whole, "(240, 6)", "(1440,)"), 422, "features-mismatch");
    }

    @ParameterizedTest
    @CsvSource({
        "method=magic, 400, invalid-request",
        "interactions=maybe, 400, invalid-request",
        "precision=half, 400, invalid-request",
        "presicion=double, 400, invalid-request",
        "precision=float&precision=double, 400, invalid-request",
        "group=first, 400, invalid-request",
        "group=a:0&group=a:1, 400, invalid-request",
        "group=a:7, 422, unsupported-options",
        "extra=keep, 400, invalid-request",
        "top=0, 400, invalid-request",
        "method=interventional, 422, unsupported-options",
        "output=probability, 422, unsupported-options"
    })
    void optionsThatAreUnknownOrUndefinedAreRefused(String query, int status, String problem) {
        for (String path : List.of("/v1/models/reg/jobs?", "/v1/models/reg:explain?")) {
            Answer answer = service.http().post(path + query, JSON, "{\"instances\": [[1,2,3,4,5,6]]}");

            assertThat(answer.status()).as(path).isEqualTo(status);
            assertThat(answer.problem()).as(path).isEqualTo(problem);
            assertThat(answer.detail()).hasSizeGreaterThan(20);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/nothing, 404, route-not-found",
        "GET, /v1/models/none, 404, model-not-found",
        "POST, /v1/models/none/jobs, 404, model-not-found",
        "POST, /v1/models/none:explain, 404, model-not-found",
        "GET, /v1/models/reg/jobs, 405, method-not-allowed",
        "PUT, /v1/jobs, 405, method-not-allowed",
        "POST, /v1/jobs/0123456789abcdef0123456789abcdef, 405, method-not-allowed",
        "GET, /v1/jobs/..%2f..%2fetc, 404, job-not-found",
        "GET, /v1/jobs/short, 404, job-not-found",
        "GET, /v1/jobs/0123456789abcdef0123456789abcdef, 404, job-not-found",
        "POST, /v1/jobs/0123456789abcdef0123456789abcdef:cancel, 404, job-not-found",
        "DELETE, /v1/jobs/0123456789abcdef0123456789abcdef, 404, job-not-found",
        "GET, /v1/jobs/0123456789abcdef0123456789abcdef/results, 404, job-not-found",
        "GET, /v1/jobs/0123456789abcdef0123456789abcdef/events, 404, job-not-found",
        "GET, /v1/jobs/0123456789abcdef0123456789abcdef/results?array=everything, 400, invalid-request",
        "GET, /v1/jobs/0123456789abcdef0123456789abcdef/results?after=%0A, 400, invalid-request",
        "GET, /v1/jobs?limit=0, 400, invalid-request",
        "GET, /v1/jobs?after=x, 400, invalid-request",
        "GET, /v1/jobs/0123456789abcdef0123456789abcdef?wait=soon, 400, invalid-request"
    })
    void aRequestForNothingSaysWhatIsMissing(String method, String path, int status, String problem) {
        Answer answer = service.http().send(method, path, BodyPublishers.noBody());

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.header("X-Request-Id")).isNotEmpty();
    }

    @Test
    void whatCannotBeProducedIsNotAcceptable() {
        Answer answer = service.http()
                .post("/v1/models/reg:explain", JSON, "{\"instances\": [[1,2,3,4,5,6]]}", "Accept", "image/png");

        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.problem()).isEqualTo("not-acceptable");
    }

    @Test
    void anIdempotencyKeyMustBePrintable() {
        Answer answer =
                service.http().post("/v1/models/reg/jobs", NPY, new byte[0], "Idempotency-Key", "a".repeat(256));

        assertThat(answer.problem()).isEqualTo("invalid-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BROKEN\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n"})
    void whatIsNotHttpGetsAProblemDocumentToo(String request) throws Exception {
        assertThat(raw(request)).contains("application/problem+json", "urn:shap-service:problem:invalid-request");
    }

    @Test
    void endlessHeadersAreCutOff() throws Exception {
        String answer = raw("GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + "a".repeat(40_000) + "\r\n\r\n");

        assertThat(answer).contains("urn:shap-service:problem:too-large");
    }

    private void refused(byte[] body, int status, String problem) {
        for (String path : List.of("/v1/models/reg/jobs", "/v1/models/reg:explain")) {
            Answer answer = service.http().post(path, NPY, body);
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.problem()).isEqualTo(problem);
        }
    }

    /** Replaces text in the header and keeps its length. */
    private static byte[] patched(byte[] npy, String from, String to) {
        String header = new String(npy, 0, 128, StandardCharsets.ISO_8859_1);
        String body = header.substring(10).replace(from, to).stripTrailing();
        StringBuilder patched = new StringBuilder(header.substring(0, 10)).append(body);
        while (patched.length() < 127) {
            patched.append(' ');
        }
        byte[] out = npy.clone();
        System.arraycopy(patched.append('\n').toString().getBytes(StandardCharsets.ISO_8859_1), 0, out, 0, 128);
        return out;
    }

    private String raw(String request) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", service.server().apiPort())) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
