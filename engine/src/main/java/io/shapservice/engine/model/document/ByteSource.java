package io.shapservice.engine.model.document;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Big-endian numbers and strings from a stream, through one small buffer. */
final class ByteSource {
    private static final int BUFFER = 1 << 14;

    private final InputStream in;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);

    ByteSource(InputStream in) {
        this.in = in;
    }

    private ByteBuffer atLeast(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            buffer.compact();
            int read = in.readNBytes(buffer.array(), buffer.position(), buffer.remaining());
            buffer.position(buffer.position() + read).flip();
            if (buffer.remaining() < bytes) {
                throw new EOFException("the file ends in the middle");
            }
        }
        return buffer;
    }

    boolean atEnd() throws IOException {
        if (buffer.hasRemaining()) {
            return false;
        }
        int next = in.read();
        if (next >= 0) {
            buffer.clear().put((byte) next).flip();
        }
        return next < 0;
    }

    byte int8() throws IOException {
        return atLeast(1).get();
    }

    int uint8() throws IOException {
        return int8() & 0xff;
    }

    short int16() throws IOException {
        return atLeast(2).getShort();
    }

    int int32() throws IOException {
        return atLeast(4).getInt();
    }

    long int64() throws IOException {
        return atLeast(8).getLong();
    }

    float float32() throws IOException {
        return atLeast(4).getFloat();
    }

    double float64() throws IOException {
        return atLeast(8).getDouble();
    }

    /** Grows with what is there, whatever {@code bytes} claims. */
    String utf8(int bytes) throws IOException {
        byte[] text = new byte[Math.min(bytes, BUFFER)];
        for (int done = 0; done < bytes; ) {
            if (done == text.length) {
                text = Arrays.copyOf(text, Math.min(bytes, 2 * done));
            }
            int part = Math.min(text.length - done, BUFFER);
            atLeast(part).get(text, done, part);
            done += part;
        }
        return new String(text, StandardCharsets.UTF_8);
    }

    void skip(long bytes) throws IOException {
        for (long left = bytes; left > 0; ) {
            int part = (int) Math.min(left, BUFFER);
            ByteBuffer from = atLeast(part);
            from.position(from.position() + part);
            left -= part;
        }
    }
}
