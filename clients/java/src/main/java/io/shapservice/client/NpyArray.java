package io.shapservice.client;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * An array as the service sends it: NumPy's file format, float32 or float64, little endian, C order
 * (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).
 *
 * @param shape empty for a single number
 * @param values in C order
 */
public record NpyArray(int[] shape, double[] values) {
    private static final Pattern HEADER =
            Pattern.compile("\\{'descr': '<f([48])', 'fortran_order': False, 'shape': \\(([0-9, ]*)\\), \\}\\s*");
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

    /** @throws IllegalArgumentException when the bytes are not such an array, saying what differs */
    public static NpyArray parse(byte[] file) {
        if (file.length < MAGIC.length + 2 || !Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IllegalArgumentException("not an npy file of version 1.0");
        }
        var bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(MAGIC.length);
        int headerLength = Math.min(Short.toUnsignedInt(bytes.getShort()), bytes.remaining());
        var header = new String(file, bytes.position(), headerLength, StandardCharsets.ISO_8859_1);
        var fields = HEADER.matcher(header);
        if (!fields.matches()) {
            throw new IllegalArgumentException(
                    "not float32 or float64 in little endian and C order: " + header.strip());
        }
        var shape = Arrays.stream(fields.group(2).split(","))
                .map(String::strip)
                .filter(size -> !size.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        return new NpyArray(shape, values(bytes.position(bytes.position() + headerLength), fields.group(1), shape));
    }

    private static double[] values(ByteBuffer bytes, String width, int[] shape) {
        long count = 1;
        for (int size : shape) {
            count = Math.multiplyExact(count, size);
        }
        if (bytes.remaining() != count * Integer.parseInt(width)) {
            throw new IllegalArgumentException("%d bytes of values, a shape of %s has %d"
                    .formatted(bytes.remaining(), Arrays.toString(shape), count * Integer.parseInt(width)));
        }
        var values = new double[Math.toIntExact(count)];
        for (int i = 0; i < values.length; i++) {
            values[i] = width.equals("4") ? bytes.getFloat() : bytes.getDouble();
        }
        return values;
    }
}
