package io.shapservice.redisserver;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** One connection to a server, for the few words that starting and steering it takes. */
final class Conversation implements AutoCloseable {
    private static final int CONNECT_MILLIS = 2000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private Conversation(Socket socket) throws IOException {
        this.socket = socket;
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    static Conversation with(RedisServerOptions options, int port, Duration patience) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(options.bind(), port), CONNECT_MILLIS);
            socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
            Conversation conversation = new Conversation(secured(socket, options, port));
            if (options.password() != null) {
                conversation.ask("AUTH", options.password());
            }
            return conversation;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** The answer as text: the items of a list on lines of their own, an error with a leading {@code -}, nothing as empty. */
    String ask(String... words) throws IOException {
        StringBuilder request =
                new StringBuilder().append('*').append(words.length).append("\r\n");
        for (String word : words) {
            int length = word.getBytes(StandardCharsets.UTF_8).length;
            request.append('$').append(length).append("\r\n").append(word).append("\r\n");
        }
        out.write(request.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
        String answer = answer();
        return answer == null ? "" : answer;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private @Nullable String answer() throws IOException {
        String line = line();
        return switch (line.charAt(0)) {
            case '-' -> line;
            case '$' -> bulk(Integer.parseInt(line.substring(1)));
            case '*' -> list(Integer.parseInt(line.substring(1)));
            default -> line.substring(1);
        };
    }

    private @Nullable String bulk(int length) throws IOException {
        if (length < 0) {
            return null;
        }
        byte[] bytes = in.readNBytes(length);
        line();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String list(int length) throws IOException {
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < length; i++) {
            String item = answer();
            items.append(i == 0 ? "" : "\n").append(item == null ? "" : item);
        }
        return items.toString();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server closed the connection");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private static Socket secured(Socket plain, RedisServerOptions options, int port) throws IOException {
        if (options.tls() == null) {
            return plain;
        }
        SSLSocket socket =
                (SSLSocket) options.tls().context().getSocketFactory().createSocket(plain, options.bind(), port, true);
        socket.startHandshake();
        return socket;
    }
}
