package io.shapservice.protocol.batch;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The explanation of one batch as a worker stores it and the API reads it: magic, width, rows, features, outputs, whether there are
 * interactions (ints, little endian), the additivity error and the base values as float64, then predictions, values and
 * interactions in the blob's width.
 *
 * @param values {@code [rows, features, outputs]}
 * @param interactions {@code [rows, features, features, outputs]} when the job asks for them, else null
 * @param baseValues {@code [outputs]}
 * @param prediction {@code [rows, outputs]}
 * @param additivityMaxError largest |Σφ + base − prediction| of the batch
 * @param type float32 for {@code precision=float}, float64 for {@code double}
 */
public record ResultBlob(
        double[] values,
        double @Nullable [] interactions,
        double[] baseValues,
        double[] prediction,
        int rows,
        int features,
        int outputs,
        double additivityMaxError,
        ElementType type) {

    /** Without interaction values. */
    public ResultBlob(
            double[] values,
            double[] baseValues,
            double[] prediction,
            int rows,
            int features,
            int outputs,
            double additivityMaxError,
            ElementType type) {
        this(values, null, baseValues, prediction, rows, features, outputs, additivityMaxError, type);
    }

    public byte[] encode() {
        ResultWriter writer = new ResultWriter(new ResultShape(rows, features, outputs, interactions != null, type));
        writer.put(0, values, prediction, interactions);
        return writer.finish(baseValues, additivityMaxError);
    }

    public static ResultBlob decode(byte[] bytes) throws BatchFormatException {
        BlobHeader header = BlobHeader.read(bytes, ResultShape.MAGIC, ResultShape.FIELDS, "result");
        ResultShape shape = shape(header);
        checkSize(shape, bytes.length);
        ByteBuffer in = header.rest();
        double additivity = in.getDouble();
        double[] base = read(in, ElementType.FLOAT64, shape.outputs());
        double[] prediction = read(in, shape.type(), (long) shape.rows() * shape.outputs());
        double[] values = read(in, shape.type(), shape.rows() * shape.valuesPerRow());
        return new ResultBlob(
                values,
                shape.interactions() ? read(in, shape.type(), shape.rows() * shape.pairsPerRow()) : null,
                base,
                prediction,
                shape.rows(),
                shape.features(),
                shape.outputs(),
                additivity,
                shape.type());
    }

    private static ResultShape shape(BlobHeader header) throws BatchFormatException {
        int interactions = header.at(4);
        if (interactions > 1) {
            throw new BatchFormatException("a batch's result is of a version that this process does not know");
        }
        return new ResultShape(
                header.at(1), header.at(2), header.at(3), interactions == 1, ElementType.ofWidth(header.at(0)));
    }

    /** Before anything is allocated for it; dimensions that multiply beyond a long must not come round to the right size. */
    private static void checkSize(ResultShape shape, int bytes) throws BatchFormatException {
        double numbers = (double) shape.rows()
                * shape.outputs()
                * (1.0 + shape.features() + (shape.interactions() ? (double) shape.features() * shape.features() : 0));
        if (shape.outputs() > bytes || numbers > bytes || shape.bytes() != bytes) {
            throw new BatchFormatException("a batch's result of " + bytes + " bytes declares other dimensions");
        }
    }

    private static double[] read(ByteBuffer in, ElementType type, long count) {
        double[] numbers = new double[Math.toIntExact(count)];
        type.read(in, numbers);
        return numbers;
    }
}
