package io.shapservice.queue;

import io.shapservice.redis.Reply;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One connection without anything around it: a few calls in one round trip, many thousand times a second. */
final class WireRedis implements AutoCloseable {
    private static final byte[] END = {'\r', '\n'};

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    WireRedis(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers in the order of the commands. */
    List<Reply> send(List<List<String>> commands) {
        try {
            for (List<String> command : commands) {
                write(command);
            }
            out.flush();
            List<Reply> replies = new ArrayList<>(commands.size());
            for (int i = 0; i < commands.size(); i++) {
                replies.add(read());
            }
            return replies;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(List<String> command) throws IOException {
        line('*', command.size());
        for (String part : command) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            line('$', bytes.length);
            out.write(bytes);
            out.write(END);
        }
    }

    private void line(char kind, int number) throws IOException {
        out.write(kind);
        out.write(Integer.toString(number).getBytes(StandardCharsets.US_ASCII));
        out.write(END);
    }

    private Reply read() throws IOException {
        int kind = in.read();
        String line = line();
        return switch (kind) {
            case '+' -> new Reply.Bytes(line.getBytes(StandardCharsets.UTF_8));
            case ':' -> new Reply.Whole(Long.parseLong(line));
            case '$' -> bytes(Integer.parseInt(line));
            case '*' -> many(Integer.parseInt(line));
            case '-' -> throw new AssertionError("Redis says " + line);
            default -> throw new EOFException("the connection ended");
        };
    }

    private Reply bytes(int length) throws IOException {
        if (length < 0) {
            return new Reply.Nothing();
        }
        byte[] value = in.readNBytes(length);
        in.skipNBytes(END.length);
        return new Reply.Bytes(value);
    }

    private Reply many(int length) throws IOException {
        if (length < 0) {
            return new Reply.Nothing();
        }
        List<Reply> items = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            items.add(read());
        }
        return new Reply.Many(items);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\r'; c = in.read()) {
            line.append((char) c);
        }
        in.skipNBytes(1);
        return line.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
