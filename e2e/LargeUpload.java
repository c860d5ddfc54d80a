import io.shapservice.redisserver.RedisServer;
import io.shapservice.redisserver.RedisServerOptions;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A table that is larger than the API's memory. Arguments: an empty folder, megabytes. Run from the top of the repository. */
final class LargeUpload {
    private static final int FEATURES = 64;
    private static final int ROW = FEATURES * Float.BYTES;
    /** Rows that repeat; those of an even number go left. */
    private static final int PATTERN = 4096;
    /** The smallest that a resource may ask for; the operator gives the heap a part of it. */
    private static final int API_MIB = 384;

    /** One split in the middle: 3 on one side, 1 on the other, 500 training rows behind each. */
    private static final String MODEL = """
            tree
            version=v4
            num_class=1
            num_tree_per_iteration=1
            label_index=0
            max_feature_idx=63
            objective=regression
            feature_names=%s
            feature_infos=%s
            tree_sizes=300

            Tree=0
            num_leaves=2
            num_cat=0
            split_feature=0
            split_gain=1
            threshold=0.5
            decision_type=2
            left_child=-1
            right_child=-2
            leaf_value=1 3
            leaf_weight=500 500
            leaf_count=500 500
            internal_value=2
            internal_weight=0
            internal_count=1000
            is_linear=0
            shrinkage=1


            end of trees
            """;

    private final long rows;
    private final String url;
    private final HttpClient http = HttpClient.newHttpClient();

    private LargeUpload(long rows, String url) {
        this.rows = rows;
        this.url = url;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        long rows = Long.parseLong(arguments[1]) * 1_000_000 / ROW;
        var options = RedisServerOptions.inMemory().withConfig("maxmemory 8gb");
        try (RedisServer redis = RedisServer.start(options)) {
            Path resource = resource(folder, redis);
            Process up = new ProcessBuilder("./shap", "up", "-f", resource.toString(), "--port", Integer.toString(freePort()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader output = up.inputReader(StandardCharsets.UTF_8)) {
                new LargeUpload(rows, ready(output)).run(redis);
            } finally {
                up.destroy();
                check(up.waitFor(2, TimeUnit.MINUTES), "an end after SIGTERM");
            }
        }
    }

    private void run(RedisServer redis) throws Exception {
        long before = keys(redis);
        try (Memory memory = Memory.ofApi()) {
            long began = System.nanoTime();
            String job = submit();
            long uploaded = System.nanoTime();
            memory.phase();
            String ended = ended(job);
            check(ended.contains("\"state\":\"succeeded\""), "all " + rows + " rows were explained");
            long computed = System.nanoTime();
            memory.phase();
            download(job);
            long downloaded = System.nanoTime();
            memory.phase();
            double megabytes = rows * (double) ROW / 1e6;
            System.out.printf(
                    Locale.ROOT,
                    "    %.0f MB: up %.1f s (%.0f MB/s), explained %.1f s later (%.0f rows/s), down %.1f s (%.0f MB/s)%n",
                    megabytes, seconds(began, uploaded), megabytes / seconds(began, uploaded), seconds(uploaded, computed),
                    rows / seconds(began, computed), seconds(computed, downloaded), megabytes / seconds(computed, downloaded));
            System.out.println("    the API's heap " + memory.heap() + ", resident MiB at most while uploading, computing, downloading "
                    + memory.phases());
            check(memory.most() < API_MIB, "the API stays within " + API_MIB + " MiB: " + memory.most());
            check(keys(redis) > before, "its blobs are in Redis");
            check(send("DELETE", "/v1/jobs/" + job).statusCode() < 300, "the job is deleted");
        }
        for (int i = 0; i < 600 && keys(redis) > before; i++) {
            LockSupport.parkNanos(200_000_000);
        }
        check(keys(redis) <= before + 1, "no blob is left in Redis: " + keys(redis) + " keys, " + before + " before");
    }

    private static Path resource(Path folder, RedisServer redis) throws IOException {
        String names = "f".repeat(FEATURES).replaceAll("f", "c ").strip();
        int[] n = {0};
        String numbered = Pattern.compile("c").matcher(names).replaceAll(_ -> "c" + n[0]++);
        Files.writeString(folder.resolve("model.txt"), MODEL.formatted(numbered, numbered.replaceAll("c\\d+", "[0:1]")));
        return Files.writeString(folder.resolve("large.yaml"), """
                apiVersion: shapservice.io/v1alpha1
                kind: ShapService
                metadata: {name: large}
                spec:
                  models: [{name: m, source: {path: model.txt}}]
                  redis: {external: {url: "%s"}}
                  batchSize: 2000
                  api: {replicas: 1, memory: %dMi}
                  workers: {mode: Manual, replicas: 1}
                """.formatted(redis.url(), API_MIB));
    }

    private String submit() throws Exception {
        byte[] head = header();
        long length = head.length + rows * ROW;
        var body = BodyPublishers.fromPublisher(
                BodyPublishers.ofInputStream(() -> new SequenceInputStream(new ByteArrayInputStream(head), new Rows(rows))), length);
        var request = HttpRequest.newBuilder(URI.create(url + "/v1/models/m/jobs"))
                .header("Content-Type", "application/x-npy")
                .POST(body)
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        check(answer.statusCode() == 202, length + " bytes were taken: " + answer.statusCode() + " " + answer.body());
        return field(answer.body(), "id");
    }

    private byte[] header() {
        String text = "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }".formatted(rows, FEATURES);
        String padded = text + " ".repeat(63 - (10 + text.length()) % 64) + "\n";
        return ByteBuffer.allocate(10 + padded.length())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) padded.length())
                .put(padded.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    private String ended(String job) throws Exception {
        while (true) {
            String body = send("GET", "/v1/jobs/" + job + "?wait=20s").body();
            if (body.contains("\"endedAt\"")) {
                return body;
            }
        }
    }

    /** The mean is 2: a row on the left owes −1 to its first feature, one on the right +1, and nothing to the others. */
    private void download(String job) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url + "/v1/jobs/" + job + "/results?array=values"))
                .header("Accept", "application/x-npy")
                .build();
        HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
        check(answer.statusCode() == 200, "the values come as npy");
        try (DataInputStream in = new DataInputStream(answer.body())) {
            byte[] start = in.readNBytes(10);
            int length = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getShort(8);
            String head = new String(in.readNBytes(length), StandardCharsets.US_ASCII);
            check(head.contains("(" + rows + ", " + FEATURES + ")"), "their shape is that of the table");
            long wrong = 0;
            byte[] row = new byte[ROW];
            byte[][] expected = {values(-1), values(1)};
            for (long r = 0; r < rows; r++) {
                in.readFully(row);
                wrong += java.util.Arrays.equals(row, expected[(int) (r % 2)]) ? 0 : 1;
            }
            check(wrong == 0 && in.read() < 0, "every row has its values, in its place");
        }
    }

    private static byte[] values(float first) {
        return ByteBuffer.allocate(ROW).order(ByteOrder.LITTLE_ENDIAN).putFloat(first).array();
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .method(method, BodyPublishers.noBody())
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    /** Without what goes by itself: the names of workers, samples, idempotency. */
    private static long keys(RedisServer redis) {
        return redis.ask("KEYS", "*job*").lines().filter(line -> line.contains("/in/") || line.contains("/out/")).count();
    }

    private static String ready(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("ready ")) {
                return line.substring("ready ".length());
            }
        }
        throw new AssertionError("shap up ended before it was ready");
    }

    private static String field(String json, String name) {
        Matcher m = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]+)\"").matcher(json);
        if (!m.find()) {
            throw new AssertionError("no " + name + " in " + json);
        }
        return m.group(1);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static double seconds(long from, long to) {
        return (to - from) / 1e9;
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("does not hold: " + what);
        }
        System.out.println("ok  " + (what.length() > 120 ? what.substring(0, 120) + "…" : what));
    }

    /** The rows as npy has them, made as they are read. */
    private static final class Rows extends InputStream {
        private final byte[] pattern = pattern();
        private long left;
        private int at;

        Rows(long rows) {
            this.left = rows * ROW;
        }

        private static byte[] pattern() {
            ByteBuffer bytes = ByteBuffer.allocate(PATTERN * ROW).order(ByteOrder.LITTLE_ENDIAN);
            for (int row = 0; row < PATTERN; row++) {
                for (int feature = 0; feature < FEATURES; feature++) {
                    bytes.putFloat(feature == 0 ? row % 2 : (row * 31 + feature * 7) % 1000 / 1000f);
                }
            }
            return bytes.array();
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int count = (int) Math.min(Math.min(length, left), pattern.length - at);
            System.arraycopy(pattern, at, to, offset, count);
            at = (at + count) % pattern.length;
            left -= count;
            return count;
        }
    }

    /** What the API's process takes, looked at from outside. */
    private static final class Memory implements AutoCloseable {
        private final Path process;
        private final AtomicBoolean going = new AtomicBoolean(true);
        private final AtomicLong peak = new AtomicLong();
        private final StringBuilder phases = new StringBuilder();
        private final Thread watch;
        private long most;

        private Memory(long pid) {
            this.process = Path.of("/proc", Long.toString(pid));
            this.watch = Thread.ofPlatform().daemon().start(() -> {
                while (going.get()) {
                    peak.accumulateAndGet(resident(), Math::max);
                    LockSupport.parkNanos(50_000_000);
                }
            });
        }

        static Memory ofApi() throws Exception {
            var status = new ProcessBuilder("./shap", "status", "-o", "json").start();
            String json = new String(status.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            for (Matcher pod = Pattern.compile("\\{[^{}]*\"role\"\\s*:\\s*\"api\"[^{}]*}").matcher(json); pod.find(); ) {
                Matcher pid = Pattern.compile("\"pid\"\\s*:\\s*(\\d+)").matcher(pod.group());
                if (pid.find() && pod.group().contains("large-")) {
                    return new Memory(Long.parseLong(pid.group(1)));
                }
            }
            throw new AssertionError("no API pod in the status: " + json);
        }

        void phase() {
            long now = peak.getAndSet(resident());
            most = Math.max(most, now);
            phases.append(phases.isEmpty() ? "" : ", ").append(now);
        }

        String phases() {
            return phases.toString();
        }

        long most() {
            return most;
        }

        String heap() throws IOException {
            String environment = Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
            Matcher flag = Pattern.compile("-Xmx\\S+").matcher(environment);
            return flag.find() ? flag.group() : "unlimited";
        }

        private long resident() {
            try {
                return Files.readAllLines(process.resolve("status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                        .findFirst()
                        .orElse(0);
            } catch (IOException e) {
                return 0;
            }
        }

        @Override
        public void close() {
            going.set(false);
        }
    }
}
