import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Asks one question again and again on some connections at once, each as soon as the last answer is there, and prints how long
 * answers took as one JSON object of milliseconds: HOST PORT PATH BODY-FILE CONNECTIONS SECONDS.
 *
 * <p>Written on plain sockets because the client shares the machine with the server: what it needs itself is in its figures.
 */
final class SyncLatency {
    private SyncLatency() {}

    public static void main(String[] args) throws Exception {
        int connections = Integer.parseInt(args[4]);
        byte[] body = Files.readAllBytes(Path.of(args[3]));
        byte[] head = ("POST " + args[2] + " HTTP/1.1\r\nHost: " + args[0]
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] question = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, question, head.length, body.length);
        // Twice: first until both sides are warm.
        double seconds = Double.parseDouble(args[5]);
        run(args[0], Integer.parseInt(args[1]), question, connections, seconds);
        long[] nanos = run(args[0], Integer.parseInt(args[1]), question, connections, seconds);
        Arrays.sort(nanos);
        System.out.printf(
                java.util.Locale.ROOT,
                "{\"p50\": %.3f, \"p99\": %.3f, \"most\": %.3f, \"perSecond\": %.0f}%n",
                nanos[nanos.length / 2] / 1e6,
                nanos[(int) (nanos.length * 99L / 100)] / 1e6,
                nanos[nanos.length - 1] / 1e6,
                nanos.length / seconds);
    }

    private static long[] run(String host, int port, byte[] question, int connections, double seconds) throws Exception {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            List<Callable<List<Long>>> askers = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                askers.add(() -> ask(host, port, question, end));
            }
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> asker : threads.invokeAll(askers)) {
                all.addAll(asker.get());
            }
            return all.stream().mapToLong(Long::longValue).toArray();
        }
    }

    private static List<Long> ask(String host, int port, byte[] question, long end) throws IOException {
        List<Long> nanos = new ArrayList<>();
        try (Socket socket = new Socket(host, port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            DataInputStream in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
            long began = System.nanoTime();
            while (began < end) {
                out.write(question);
                readAnswer(in);
                long now = System.nanoTime();
                nanos.add(now - began);
                began = now;
            }
        }
        return nanos;
    }

    private static void readAnswer(DataInputStream in) throws IOException {
        String status = line(in);
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException("the server said " + status);
        }
        int length = -1;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        if (length < 0) {
            throw new IOException("the answer has no length");
        }
        in.readNBytes(length);
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
