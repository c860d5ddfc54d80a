package io.shapservice.operator.sampling;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shapservice.protocol.sample.Sample;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** One GET of a sample: no redirects, at most 256 kB, never longer than it was told to wait and a little. */
public final class SampleClient implements AutoCloseable {
    static final long MOST_BYTES = 256 * 1024;
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration SLACK = Duration.ofSeconds(3);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private final int port;

    /** @param port the management port of the pods */
    public SampleClient(int port) {
        this.port = port;
    }

    /**
     * @param after answer at once when the revision is larger, else when it has become so
     * @throws IOException when the pod cannot be reached or answers with something else; the message is for a person
     */
    Sample fetch(Target target, long after, Duration wait) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(target.ip(), after, wait))
                .timeout(wait.plus(SLACK))
                .GET()
                .build();
        HttpResponse<byte[]> response =
                http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
        if (response.statusCode() != 200) {
            throw new IOException("answered " + response.statusCode());
        }
        Sample sample = json.readValue(response.body(), Sample.class);
        if (sample == null) {
            throw new IOException("answered null");
        }
        return sample;
    }

    private URI uri(String ip, long after, Duration wait) {
        String host = ip.indexOf(':') >= 0 ? "[" + ip + "]" : ip;
        return URI.create(
                "http://%s:%d/internal/sample?after=%d&wait=%ds".formatted(host, port, after, wait.toSeconds()));
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
