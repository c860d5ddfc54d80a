package io.shapservice.client;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Explains rows through the service's HTTP API. Safe for use by many threads. Every call throws {@link ProblemException} when the
 * service refuses, and IOException when it cannot be reached within the settings' patience.
 */
public final class ShapClient implements AutoCloseable {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final ClientSettings settings;
    private final HttpClient http;
    private final Retrying retrying;
    private final EventFeed feed;

    ShapClient(ClientSettings settings, Backoff backoff, InstantSource clock, Retrying.Pause pause) {
        this.settings = settings;
        this.http = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .followRedirects(Redirect.NEVER)
                .build();
        this.retrying = new Retrying(http, backoff, settings.patience(), clock, pause);
        this.feed = new EventFeed(http, backoff, settings, clock, pause);
    }

    public static ShapClient connect(ClientSettings settings) {
        var backoff = new Backoff(Backoff.BASE, Backoff.CAP, RandomGenerator.getDefault());
        return new ShapClient(settings, backoff, InstantSource.system(), Thread::sleep);
    }

    /**
     * Explains a few rows at once.
     *
     * @param instances {@code [n][F]}, NaN for missing
     */
    public SyncExplanation explain(String model, double[][] instances, ExplainQuery query)
            throws IOException, InterruptedException, ProblemException {
        var body = JSON.createObjectNode();
        var rows = body.putArray("instances");
        for (double[] instance : instances) {
            var row = rows.addArray();
            for (double value : instance) {
                row.add(Double.isNaN(value) ? null : (Double) value);
            }
        }
        var path = "/v1/models/" + encode(model) + ":explain?" + query.queryString();
        var request = request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        return JSON.readValue(send(request), SyncExplanation.class);
    }

    /**
     * Submits rows as a job.
     *
     * @param npy an array {@code [n, F]} in NumPy's file format
     * @param idempotencyKey names this submit: sent again with the same key it is the same job, never a second one
     */
    public Job submit(String model, byte[] npy, ExplainQuery query, String idempotencyKey)
            throws IOException, InterruptedException, ProblemException {
        var request = request("/v1/models/" + encode(model) + "/jobs?" + query.queryString())
                .header("Content-Type", "application/x-npy")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofByteArray(npy));
        var answer = answer(request);
        return JSON.readValue(answer.body(), Job.class)
                .withDurability(answer.headers().firstValue("Durability").orElse(null));
    }

    /** The job after it has ended or {@code wait} has passed, whichever is first; at most 25 s. */
    public Job job(String id, Duration wait) throws IOException, InterruptedException, ProblemException {
        var request = request("/v1/jobs/" + encode(id) + "?wait=" + wait.toSeconds() + "s")
                .timeout(settings.requestTimeout().plus(wait));
        return JSON.readValue(send(request), Job.class);
    }

    /** Stops a job; stopping one that has ended changes nothing. */
    public Job cancel(String id) throws IOException, InterruptedException, ProblemException {
        return JSON.readValue(
                send(request("/v1/jobs/" + encode(id) + ":cancel").POST(BodyPublishers.noBody())), Job.class);
    }

    /** Tries the rows again that were given up; a job that lacks none is not changed. */
    public Job redrive(String id) throws IOException, InterruptedException, ProblemException {
        return JSON.readValue(
                send(request("/v1/jobs/" + encode(id) + ":redrive").POST(BodyPublishers.noBody())), Job.class);
    }

    /**
     * Tells what happens to a job until it has ended, each event once, across broken connections.
     *
     * @param after id of the last event that is known already; null for all
     * @throws IOException when nothing more was heard for the settings' patience
     */
    public void follow(String id, @Nullable String after, Consumer<JobEvent> to)
            throws IOException, InterruptedException, ProblemException {
        feed.follow(
                after == null ? "" : after,
                last -> {
                    var request = request("/v1/jobs/" + encode(id) + "/events").header("Accept", "text/event-stream");
                    return (last.isEmpty() ? request : request.header("Last-Event-ID", last)).build();
                },
                to);
    }

    /** @param after the {@code next} of the page before; null for the first */
    public ResultPage results(String id, @Nullable String after)
            throws IOException, InterruptedException, ProblemException {
        var path = "/v1/jobs/" + encode(id) + "/results" + (after == null ? "" : "?after=" + encode(after));
        return JSON.readValue(send(request(path)), ResultPage.class);
    }

    /**
     * A whole array of an ended job in row order, in NumPy's file format.
     *
     * @param array {@code values}, {@code base_values}, {@code prediction} or {@code interactions}
     */
    public byte[] array(String id, String array) throws IOException, InterruptedException, ProblemException {
        var path = "/v1/jobs/" + encode(id) + "/results?array=" + encode(array);
        return send(request(path).header("Accept", "application/x-npy"));
    }

    /** Whatever the service answers at a path, such as {@code /v1/models}. */
    public JsonNode get(String path) throws IOException, InterruptedException, ProblemException {
        return JSON.readTree(send(request(path)));
    }

    private HttpRequest.Builder request(String path) {
        var builder =
                HttpRequest.newBuilder(URI.create(settings.service() + path)).timeout(settings.requestTimeout());
        if (settings.apiKey() != null) {
            builder.header("Authorization", "Bearer " + settings.apiKey());
        }
        return builder;
    }

    private byte[] send(HttpRequest.Builder request) throws IOException, InterruptedException, ProblemException {
        return answer(request).body();
    }

    private HttpResponse<byte[]> answer(HttpRequest.Builder request)
            throws IOException, InterruptedException, ProblemException {
        var response = retrying.send(request.build());
        if (response.statusCode() / 100 != 2) {
            throw new ProblemException(Problem.of(response), new String(response.body(), StandardCharsets.UTF_8));
        }
        return response;
    }

    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
