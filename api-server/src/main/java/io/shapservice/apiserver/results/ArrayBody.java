package io.shapservice.apiserver.results;

import io.shapservice.engine.table.NpyWriter;
import io.shapservice.engine.table.NpyWriter.Element;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An npy file that is written in order, of which only a range is sent. */
final class ArrayBody {
    private static final int CHUNK = 8192;

    private final OutputStream out;
    private final ByteRange range;
    private final Element element;
    private long at;

    ArrayBody(OutputStream out, ByteRange range, Element element) {
        this.out = out;
        this.range = range;
        this.element = element;
    }

    void header(int[] shape) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        new NpyWriter(head, element, shape);
        emit(head.toByteArray(), head.size());
    }

    /** Whether any of the next numbers is asked for; if not they are passed over. */
    boolean wants(long count) {
        long end = at + count * width();
        if (range.touches(at, end)) {
            return true;
        }
        at = end;
        return false;
    }

    void numbers(double[] values) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK * width()).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            put(buffer, value);
            if (!buffer.hasRemaining()) {
                emit(buffer.array(), buffer.position());
                buffer.clear();
            }
        }
        emit(buffer.array(), buffer.position());
    }

    void missing(long count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK * width()).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            put(buffer, Double.NaN);
        }
        for (long left = count; left > 0; left -= CHUNK) {
            emit(buffer.array(), (int) Math.min(left, CHUNK) * width());
        }
    }

    private int width() {
        return element == Element.F4 ? Float.BYTES : Double.BYTES;
    }

    private void put(ByteBuffer buffer, double value) {
        if (element == Element.F4) {
            buffer.putFloat((float) value);
        } else {
            buffer.putDouble(value);
        }
    }

    private void emit(byte[] bytes, int length) throws IOException {
        int from = Math.clamp(range.from() - at, 0, length);
        int to = Math.clamp(range.to() - at, 0, length);
        if (from < to) {
            out.write(bytes, from, to - from);
        }
        at += length;
    }
}
