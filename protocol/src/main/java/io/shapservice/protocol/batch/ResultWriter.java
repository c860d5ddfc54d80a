package io.shapservice.protocol.batch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Fills the blob of a batch's result as its rows are explained, some at a time, so that they are never held in another form. */
public final class ResultWriter {
    private final ResultShape shape;
    private final ByteBuffer out;

    /** @throws ArithmeticException when the blob would have more bytes than an array can hold */
    public ResultWriter(ResultShape shape) {
        this.shape = shape;
        this.out = ByteBuffer.allocate(Math.toIntExact(shape.bytes())).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(ResultShape.MAGIC)
                .putInt(shape.type().bytes())
                .putInt(shape.rows())
                .putInt(shape.features())
                .putInt(shape.outputs())
                .putInt(shape.interactions() ? 1 : 0);
    }

    /**
     * @param row the first of those that are added
     * @param values {@code [n, features, outputs]}
     * @param prediction {@code [n, outputs]}
     * @param interactions {@code [n, features, features, outputs]}; null when the shape has none
     */
    public void put(int row, double[] values, double[] prediction, double @Nullable [] interactions) {
        put(shape.predictionAt(), row, shape.outputs(), prediction);
        put(shape.valuesAt(), row, shape.valuesPerRow(), values);
        if (interactions != null && shape.interactions()) {
            put(shape.interactionsAt(), row, shape.pairsPerRow(), interactions);
        }
    }

    /**
     * The blob; the writer is of no further use.
     *
     * @param baseValues {@code [outputs]}
     * @param additivityMaxError largest of all rows
     */
    public byte[] finish(double[] baseValues, double additivityMaxError) {
        out.putDouble((int) shape.additivityAt(), additivityMaxError);
        ElementType.FLOAT64.write(out.position((int) shape.baseValuesAt()), baseValues);
        return out.array();
    }

    private void put(long section, int row, long perRow, double[] numbers) {
        shape.type().write(out.position((int) (section + shape.type().bytes() * perRow * row)), numbers);
    }
}
