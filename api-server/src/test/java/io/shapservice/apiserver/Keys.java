package io.shapservice.apiserver;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Looks into Redis from outside. */
final class Keys {
    private Keys() {}

    static List<String> of(Service service, String pattern) {
        try (Socket socket = new Socket("127.0.0.1", service.redis().port())) {
            socket.getOutputStream().write(("KEYS " + pattern + "\r\n").getBytes(StandardCharsets.US_ASCII));
            InputStream in = new BufferedInputStream(socket.getInputStream());
            int count = Integer.parseInt(line(in).substring(1));
            List<String> keys = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                line(in);
                keys.add(line(in));
            }
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }
}
