package io.shapservice.engine.model.onnx;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** A Protobuf message that is written field by field. */
final class Message {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

    @FunctionalInterface
    private interface Writing {
        void write() throws IOException;
    }

    private Message write(Writing writing) {
        try {
            writing.write();
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Message integer(int field, long value) {
        return write(() -> out.writeInt64(field, value));
    }

    Message number(int field, float value) {
        return write(() -> out.writeFloat(field, value));
    }

    Message text(int field, String value) {
        return write(() -> out.writeString(field, value));
    }

    Message bytes(int field, byte[] value) {
        return write(() -> out.writeByteArray(field, value));
    }

    Message message(int field, Message value) {
        return bytes(field, value.toBytes());
    }

    /** One field of many values, packed as Protobuf's own writers do. */
    Message packed(int field, Consumer<Message> values) {
        Message inner = new Message();
        values.accept(inner);
        return message(field, inner);
    }

    Message bareInteger(long value) {
        return write(() -> out.writeInt64NoTag(value));
    }

    Message bareNumber(float value) {
        return write(() -> out.writeFloatNoTag(value));
    }

    Message bareDouble(double value) {
        return write(() -> out.writeDoubleNoTag(value));
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
