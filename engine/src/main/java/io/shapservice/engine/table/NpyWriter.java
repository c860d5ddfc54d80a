package io.shapservice.engine.table;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes one npy array (version 1.0, little endian, C order) piece by piece: make it, {@link #write} all values, {@link #finish}.
 * Does not close the stream.
 */
public final class NpyWriter {
    private static final int ALIGNMENT = 64;
    private static final int CHUNK = 1 << 13;

    private final OutputStream out;
    private final boolean narrow;
    private final ByteBuffer buffer;
    private long left;

    public enum Element {
        F4,
        F8
    }

    public NpyWriter(OutputStream out, Element element, int... shape) throws IOException {
        this.out = out;
        this.narrow = element == Element.F4;
        this.buffer = ByteBuffer.allocate(CHUNK * width()).order(ByteOrder.LITTLE_ENDIAN);
        this.left = 1;
        for (int size : shape) {
            left = Math.multiplyExact(left, size);
        }
        out.write(header(element, shape));
    }

    /** The whole of an array of this shape. */
    public static void write(OutputStream out, Element element, double[] values, int... shape) throws IOException {
        NpyWriter writer = new NpyWriter(out, element, shape);
        writer.write(values, 0, values.length);
        writer.finish();
    }

    /** Bytes of the whole file, for a Content-Length. */
    public static long size(Element element, int... shape) {
        long values = 1;
        for (int size : shape) {
            values = Math.multiplyExact(values, size);
        }
        return header(element, shape).length + values * (element == Element.F4 ? 4 : 8);
    }

    private int width() {
        return narrow ? 4 : 8;
    }

    private static byte[] header(Element element, int[] shape) {
        StringBuilder text = new StringBuilder("{'descr': '<")
                .append(element == Element.F4 ? "f4" : "f8")
                .append("', 'fortran_order': False, 'shape': (");
        for (int i = 0; i < shape.length; i++) {
            text.append(i == 0 ? "" : ", ").append(shape[i]);
        }
        text.append(shape.length == 1 ? ",), }" : "), }");
        while ((10 + text.length() + 1) % ALIGNMENT != 0) {
            text.append(' ');
        }
        text.append('\n');
        byte[] dict = text.toString().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(10 + dict.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) dict.length)
                .put(dict)
                .array();
    }

    /** @throws IllegalArgumentException when these are more values than the shape has */
    public void write(double[] values, int from, int count) throws IOException {
        if (count > left) {
            throw new IllegalArgumentException(count + " values, the shape has room for " + left + " more");
        }
        left -= count;
        for (int i = from; i < from + count; i++) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            if (narrow) {
                buffer.putFloat((float) values[i]);
            } else {
                buffer.putDouble(values[i]);
            }
        }
    }

    /** @throws IllegalStateException when values are missing */
    public void finish() throws IOException {
        if (left != 0) {
            throw new IllegalStateException(left + " values are missing");
        }
        flush();
        out.flush();
    }

    private void flush() throws IOException {
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
    }
}
