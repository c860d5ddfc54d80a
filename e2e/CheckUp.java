import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** `shap up` and `shap status` as a user meets them. Argument: an empty folder. Run from the top of the repository. */
final class CheckUp {
    private static final int MINUTES = 5;

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        Files.copy(Path.of("samples/housing.json"), folder.resolve("beside.json"));
        Files.copy(Path.of("samples/housing-100.csv"), folder.resolve("rows.csv"));
        refuses(folder);
        serves(folder);
    }

    private static void refuses(Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("typo.yaml"), service("typo", "beside.json") + "  batchsize: 7\n");
        var output = run(2, "./shap", "up", "-f", file.toString(), "--port", Integer.toString(freePorts()));
        check(output.lines().count() == 1 && output.contains("batchsize"), "an unknown field is refused in one line: " + output.strip());
    }

    private static void serves(Path folder) throws Exception {
        var absolute = Path.of("samples/housing.json").toAbsolutePath().toString();
        var yaml = service("near", "beside.json") + "---\n" + service("far", absolute);
        var file = Files.writeString(folder.resolve("two.yaml"), yaml);
        int port = freePorts();
        var up = new ProcessBuilder("./shap", "up", "-f", file.toString(), "--port", Integer.toString(port))
                .redirectErrorStream(true)
                .start();
        try (var output = up.inputReader(StandardCharsets.UTF_8)) {
            var lines = linesUntilReady(output, 2);
            for (int i = 0; i < 2; i++) {
                var url = "http://127.0.0.1:" + (port + i);
                check(lines.stream().filter(("ready " + url)::equals).count() == 1, "ready, once, at " + url);
                check(explain(url, "").contains("\"predictions\":[4.4025"), "an explanation from " + url);
                check(explain(url, "?method=interventional").contains("\"background_digest\":\"sha256:"), "an interventional one");
                check(get(url + "/v1/models/housing").contains("\"background\":{\"rows\":50,"), "50 background rows of 100");
            }
            var status = run(0, "./shap", "status", "-o", "json");
            check(status.contains("\"near\"") && status.contains("\"far\""), "both services in the status");
            for (var word : List.of("\"api\"", "\"worker\"", "\"redis\"", "\"pid\"", "\"address\"", "\"restarts\"")) {
                check(status.contains(word), word + " in the status");
            }
        } finally {
            up.destroy();
        }
        check(up.waitFor(MINUTES, TimeUnit.MINUTES), "an end after SIGTERM");
        check(up.exitValue() == 128 + 15, "exit code " + up.exitValue());
    }

    private static String service(String name, String model) {
        return """
                apiVersion: shapservice.io/v1alpha1
                kind: ShapService
                metadata: {name: %s}
                spec:
                  models: [{name: housing, source: {path: %s}, background: {source: {path: rows.csv}, rows: 50}}]
                  api: {replicas: 1}
                """.formatted(name, model);
    }

    private static List<String> linesUntilReady(BufferedReader output, int services) throws IOException {
        var lines = new ArrayList<String>();
        int ready = 0;
        while (ready < services) {
            var line = output.readLine();
            if (line == null) {
                throw new AssertionError("shap up ended before it was ready: " + lines);
            }
            lines.add(line);
            ready += line.startsWith("ready ") ? 1 : 0;
        }
        return lines;
    }

    private static String get(String url) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString()).body();
        }
    }

    private static String explain(String url, String query) throws Exception {
        var rows = "{\"instances\": [[-122.23, 37.88, 41, 880, 129, 322, 126, 8.3252]]}";
        var request = HttpRequest.newBuilder(URI.create(url + "/v1/models/housing:explain" + query))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(rows))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }

    private static String run(int exitCode, String... command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != exitCode) {
            throw new AssertionError(String.join(" ", command) + " ended with " + process.exitValue() + ": " + output);
        }
        return output;
    }

    /** The first of two neighbours that are free. */
    private static int freePorts() throws IOException {
        while (true) {
            try (var first = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                    var second = new ServerSocket(first.getLocalPort() + 1, 1, first.getInetAddress())) {
                return second.getLocalPort() - 1;
            } catch (IOException | IllegalArgumentException e) {
                System.out.println("trying another pair of ports: " + e.getMessage());
            }
        }
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("does not hold: " + what);
        }
        var line = what.lines().findFirst().orElse("");
        System.out.println("ok  " + (line.length() > 110 ? line.substring(0, 110) + "…" : line));
    }
}
