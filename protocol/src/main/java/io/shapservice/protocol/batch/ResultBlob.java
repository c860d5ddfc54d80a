package io.shapservice.protocol.batch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a worker computed for one batch: magic, width, rows, features, outputs (ints, little endian), the additivity error and the
 * base values as float64, then predictions and values in the blob's width.
 *
 * @param values {@code [rows, features, outputs]}
 * @param baseValues {@code [outputs]}
 * @param prediction {@code [rows, outputs]}
 * @param additivityMaxError largest |Σφ + base − prediction| of the batch
 * @param type float32 for {@code precision=float}, float64 for {@code double}
 */
public record ResultBlob(
        double[] values,
        double[] baseValues,
        double[] prediction,
        int rows,
        int features,
        int outputs,
        double additivityMaxError,
        ElementType type) {
    private static final int MAGIC = 0x31526853; // "ShR1"
    private static final int HEADER = 5 * 4;

    public byte[] encode() {
        int size = HEADER + 8 + 8 * outputs + (prediction.length + values.length) * type.bytes();
        ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(MAGIC).putInt(type.bytes()).putInt(rows).putInt(features).putInt(outputs);
        out.putDouble(additivityMaxError);
        ElementType.FLOAT64.write(out, baseValues);
        type.write(out, prediction);
        type.write(out, values);
        return out.array();
    }

    public static ResultBlob decode(byte[] bytes) throws BatchFormatException {
        BlobHeader header = BlobHeader.read(bytes, MAGIC, 4, "result");
        ElementType type = ElementType.ofWidth(header.at(0));
        int rows = header.at(1);
        int features = header.at(2);
        int outputs = header.at(3);
        ByteBuffer in = header.rest();
        if (in.remaining() < 8L + 8L * outputs) {
            throw new BatchFormatException("a batch's result ends in its base values");
        }
        double additivity = in.getDouble();
        double[] base = new double[outputs];
        ElementType.FLOAT64.read(in, base);
        long predictions = (long) rows * outputs;
        if (predictions > bytes.length || features > bytes.length) {
            throw new BatchFormatException("a batch's result declares more than its " + bytes.length + " bytes hold");
        }
        header.elements("result", type, predictions * (1L + features));
        double[] prediction = new double[Math.toIntExact(predictions)];
        type.read(in, prediction);
        double[] values = new double[Math.toIntExact(predictions * features)];
        type.read(in, values);
        return new ResultBlob(values, base, prediction, rows, features, outputs, additivity, type);
    }
}
