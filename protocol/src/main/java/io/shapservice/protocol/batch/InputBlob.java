package io.shapservice.protocol.batch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The rows of one batch as the API stores them and a worker reads them: magic, width, rows, columns (ints, little endian), then
 * the values in row-major order.
 *
 * @param values {@code [rows, columns]}, NaN for missing, columns in the model's order
 * @param type float32 only when every value is exactly a float32
 */
public record InputBlob(double[] values, int rows, int columns, ElementType type) {
    private static final int MAGIC = 0x31496853; // "ShI1"

    public byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(16 + values.length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(MAGIC).putInt(type.bytes()).putInt(rows).putInt(columns);
        type.write(out, values);
        return out.array();
    }

    public static InputBlob decode(byte[] bytes) throws BatchFormatException {
        BlobHeader header = BlobHeader.read(bytes, MAGIC, 3, "input");
        ElementType type = ElementType.ofWidth(header.at(0));
        int rows = header.at(1);
        int columns = header.at(2);
        double[] values = new double[header.elements("input", type, (long) rows * columns)];
        type.read(header.rest(), values);
        return new InputBlob(values, rows, columns, type);
    }
}
