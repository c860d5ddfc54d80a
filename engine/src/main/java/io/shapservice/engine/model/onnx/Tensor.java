package io.shapservice.engine.model.onnx;

import io.shapservice.engine.model.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A TensorProto whose elements are numbers; of another type, only the type is kept. */
final class Tensor {
    static final int FLOAT = 1;
    static final int UINT8 = 2;
    static final int INT32 = 6;
    static final int INT64 = 7;
    static final int BOOL = 9;
    static final int DOUBLE = 11;
    private static final int EXTERNAL = 1;

    private final DoubleList numbers = new DoubleList();
    private String name = "";
    private int type;

    static Tensor read(ProtoSource source, String place) throws IOException, ModelException {
        Tensor tensor = new Tensor();
        byte[][] raw = {new byte[0]};
        source.message(place, number -> {
            switch (number) {
                case 2 -> tensor.type = source.integer();
                case 4 -> source.floats(tensor.numbers);
                case 5, 7 -> tensor.integers(source);
                case 8 -> tensor.name = source.text();
                case 9 -> raw[0] = source.bytes();
                case 10 -> source.doubles(tensor.numbers);
                case 14 -> {
                    if (source.integer() == EXTERNAL) {
                        throw source.broken("the numbers are in another file; save the model as one file");
                    }
                }
                default -> source.skip();
            }
        });
        tensor.addRaw(source, raw[0]);
        return tensor;
    }

    private void integers(ProtoSource source) throws IOException, ModelException {
        IntList read = new IntList();
        source.integers(read);
        for (int i = 0; i < read.size(); i++) {
            source.checkSize(numbers.size());
            numbers.add(read.get(i));
        }
    }

    private void addRaw(ProtoSource source, byte[] raw) throws ModelException {
        ByteBuffer buffer = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
        int size = switch (type) {
            case FLOAT, INT32 -> 4;
            case INT64, DOUBLE -> 8;
            case UINT8, BOOL -> 1;
            default -> 0;
        };
        while (size > 0 && buffer.remaining() >= size) {
            source.checkSize(numbers.size());
            numbers.add(
                    switch (type) {
                        case FLOAT -> buffer.getFloat();
                        case DOUBLE -> buffer.getDouble();
                        case INT32 -> buffer.getInt();
                        case INT64 -> buffer.getLong();
                        default -> buffer.get() & 0xff;
                    });
        }
    }

    String name() {
        return name;
    }

    boolean isNumeric() {
        return type == FLOAT || type == DOUBLE || type == INT32 || type == INT64 || type == UINT8 || type == BOOL;
    }

    DoubleList numbers() {
        return numbers;
    }
}
