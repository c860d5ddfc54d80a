package io.shapservice.faults.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** A submit whose body stops half-way, until it is let go on or the connection breaks. */
public final class HalfUpload implements AutoCloseable {
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private HalfUpload(URI jobs, String key, byte[] npy) {
        int half = npy.length / 2;
        HttpRequest request = HttpRequest.newBuilder(jobs)
                .header("Content-Type", "application/x-npy")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.concat(
                        // The client sends a part when it has read the next one.
                        BodyPublishers.ofByteArray(npy, 0, half - 1),
                        BodyPublishers.ofByteArray(npy, half - 1, 1),
                        BodyPublishers.ofInputStream(this::pause),
                        BodyPublishers.ofByteArray(Arrays.copyOfRange(npy, half, npy.length))))
                .build();
        var _ = http.sendAsync(request, BodyHandlers.discarding());
    }

    /** @param jobs address that jobs of a model are posted to */
    public static HalfUpload begin(URI jobs, String key, byte[] npy) {
        return new HalfUpload(jobs, key, npy);
    }

    private InputStream pause() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                return read(new byte[1], 0, 1);
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                try {
                    goOn.await();
                    return -1;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException("interrupted", e);
                }
            }
        };
    }

    @Override
    public void close() {
        goOn.countDown();
        http.shutdownNow();
    }
}
