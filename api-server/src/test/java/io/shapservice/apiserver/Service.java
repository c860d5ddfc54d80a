package io.shapservice.apiserver;

import io.shapservice.apiserver.config.ApiSettings;
import io.shapservice.apiserver.config.Limits;
import io.shapservice.redis.RedisSettings;
import io.shapservice.redisserver.RedisServer;
import io.shapservice.redisserver.RedisServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A server over a real Redis, with three models and batches of 50 rows. */
final class Service implements AutoCloseable {
    static final int BATCH = 50;

    private final Path folder;
    private final @Nullable Path apiKeys;
    private final Map<String, String> models = new LinkedHashMap<>();
    private final RedisServer redis;
    private final ApiServer server;
    private final Client client;
    private final Client management;

    private Service(Path folder, @Nullable Path apiKeys, Limits limits) throws IOException {
        this.folder = folder;
        this.apiKeys = apiKeys;
        models.put("reg", entry("reg", Golden.REGRESSION.model(), null));
        models.put("classes", entry("classes", Golden.FOUR_CLASSES.model(), null));
        models.put("named", entry("named", Golden.REGRESSION.withNames(folder), null));
        writeConfig();
        redis = RedisServer.start(RedisServerOptions.durable());
        server = ApiServer.start(settings(limits), redisSettings(), Clock.systemUTC(), new SecureRandom());
        client = new Client(server.apiPort());
        management = new Client(server.managementPort());
    }

    static Service start(Path folder) throws IOException {
        return start(folder, Limits.DEFAULT);
    }

    static Service start(Path folder, Limits limits) throws IOException {
        Service service = new Service(folder, null, limits);
        service.awaitModels();
        return service;
    }

    /** One that asks for the keys of a file. */
    static Service closed(Path folder, Path apiKeys) throws IOException {
        Service service = new Service(folder, apiKeys, Limits.DEFAULT);
        Eventually.get(
                () -> service.client.get("/health").json().path("models").findValuesAsText("reason"),
                reasons -> reasons.size() == service.models.size()
                        && reasons.stream().allMatch("Loaded"::equals));
        return service;
    }

    Client http() {
        return client;
    }

    Client management() {
        return management;
    }

    RedisServer redis() {
        return redis;
    }

    ApiServer server() {
        return server;
    }

    RedisSettings redisSettings() {
        return RedisSettings.of(redis.url()).withTimeout(Duration.ofSeconds(2));
    }

    WorkerLoop worker() {
        return new WorkerLoop(redisSettings(), batch -> false);
    }

    void declare(String name, Path path, String sha256) throws IOException {
        models.put(name, entry(name, path, sha256));
        writeConfig();
    }

    /** @param rows that are used of the background's file */
    void declare(String name, Path path, Path background, int rows) throws IOException {
        String model = entry(name, path, null);
        models.put(
                name,
                model.substring(0, model.length() - 1) + ", \"background\": {\"path\": \"" + background
                        + "\", \"rows\": " + rows + "}}");
        writeConfig();
    }

    void undeclare(String name) throws IOException {
        models.remove(name);
        writeConfig();
    }

    Path configFile() {
        return folder.resolve("service.json");
    }

    /** Waits for the end of a job and answers with it. */
    com.fasterxml.jackson.databind.JsonNode ended(String id) {
        return Eventually.get(
                () -> client.get("/v1/jobs/" + id + "?wait=5s").json(),
                job -> !job.path("endedAt").isMissingNode());
    }

    private void awaitModels() {
        Eventually.get(
                () -> client.get("/v1/models").json().path("items").findValuesAsText("reason"),
                reasons -> reasons.size() == models.size() && reasons.stream().allMatch("Loaded"::equals));
    }

    private static String entry(String name, Path path, String sha256) {
        return "{\"name\": \"" + name + "\", \"path\": \"" + path + "\""
                + (sha256 == null ? "" : ", \"sha256\": \"" + sha256 + "\"") + "}";
    }

    private void writeConfig() throws IOException {
        String json = "{\"schemaVersion\": 1, \"batchSize\": " + BATCH + ", \"later\": true, \"models\": ["
                + models.values().stream().collect(Collectors.joining(",")) + "]}";
        Path next = folder.resolve("service.json.next");
        Files.writeString(next, json);
        Files.move(next, configFile(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private ApiSettings settings(Limits limits) {
        return new ApiSettings(
                "test",
                "127.0.0.1",
                0,
                0,
                configFile(),
                500,
                Duration.ofHours(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(60),
                Duration.ofSeconds(5),
                apiKeys,
                Set.of("https://app.example.com"),
                limits);
    }

    @Override
    public void close() {
        client.close();
        management.close();
        server.close();
        redis.close();
    }
}
