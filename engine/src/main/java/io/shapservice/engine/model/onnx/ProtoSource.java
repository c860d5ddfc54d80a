package io.shapservice.engine.model.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.shapservice.engine.model.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Protobuf messages from a stream, a field at a time, with the place kept for errors. Stands on one field; each method consumes it.
 * Memory grows with the bytes read, never with what they claim.
 */
final class ProtoSource {
    private static final int BUFFER = 1 << 14;
    /** Node modes come by the million and are a handful of words. */
    private static final int SHARED_WORDS = 64;

    private final CodedInputStream in;
    private final long maxElements;
    private final Deque<String> place = new ArrayDeque<>();
    private final Map<String, String> words = new HashMap<>();
    private int tag;
    private int messages;

    /** Reads, or {@linkplain #skip skips}, one field. */
    @FunctionalInterface
    interface Fields {
        void field(int number) throws IOException, ModelException;
    }

    /** @param maxElements longest repeated field that is accepted */
    ProtoSource(InputStream in, long maxElements) {
        this.in = CodedInputStream.newInstance(in, BUFFER);
        this.maxElements = maxElements;
    }

    /** The message that is the whole file. */
    void file(Fields fields) throws IOException, ModelException {
        fields(fields);
    }

    void message(String name, Fields fields) throws IOException, ModelException {
        // Two bytes make one, and what it becomes is a hundred times as large.
        checkSize(messages++);
        place.addLast(name);
        int outer = enter();
        fields(fields);
        leave(outer);
        place.removeLast();
    }

    private void fields(Fields fields) throws IOException, ModelException {
        for (tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int type = WireFormat.getTagWireType(tag);
            if (type == WireFormat.WIRETYPE_START_GROUP || type == WireFormat.WIRETYPE_END_GROUP) {
                throw broken("a group, which ONNX does not have");
            }
            fields.field(WireFormat.getTagFieldNumber(tag));
        }
    }

    private int enter() throws IOException, ModelException {
        expect(WireFormat.WIRETYPE_LENGTH_DELIMITED);
        return in.pushLimit(in.readRawVarint32());
    }

    private void leave(int outer) throws ModelException {
        // The stream counts its own end as the end of a message, too.
        if (in.getBytesUntilLimit() != 0) {
            throw broken("the file ends in the middle");
        }
        in.popLimit(outer);
    }

    private void expect(int wireType) throws ModelException {
        if (WireFormat.getTagWireType(tag) != wireType) {
            throw broken("field " + WireFormat.getTagFieldNumber(tag) + " is not of the type that ONNX has there");
        }
    }

    void skip() throws IOException {
        in.skipField(tag);
    }

    String text() throws IOException, ModelException {
        expect(WireFormat.WIRETYPE_LENGTH_DELIMITED);
        String text = new String(in.readByteArray(), StandardCharsets.UTF_8);
        String known = words.get(text);
        if (known != null) {
            return known;
        }
        if (words.size() < SHARED_WORDS) {
            words.put(text, text);
        }
        return text;
    }

    byte[] bytes() throws IOException, ModelException {
        expect(WireFormat.WIRETYPE_LENGTH_DELIMITED);
        return in.readByteArray();
    }

    /** A whole number that ONNX keeps in 64 bits; all that mean something here fit 32. */
    int integer() throws IOException, ModelException {
        expect(WireFormat.WIRETYPE_VARINT);
        return narrow(in.readRawVarint64());
    }

    float number() throws IOException, ModelException {
        expect(WireFormat.WIRETYPE_FIXED32);
        return in.readFloat();
    }

    /** One element of a repeated field, or a packed run of them. */
    void integers(IntList to) throws IOException, ModelException {
        if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_VARINT) {
            checkSize(to.size());
            to.add(integer());
            return;
        }
        int outer = enter();
        while (in.getBytesUntilLimit() > 0) {
            checkSize(to.size());
            to.add(narrow(in.readRawVarint64()));
        }
        leave(outer);
    }

    /** As {@link #integers}. */
    void floats(DoubleList to) throws IOException, ModelException {
        if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_FIXED32) {
            checkSize(to.size());
            to.add(in.readFloat());
            return;
        }
        int outer = enter();
        while (in.getBytesUntilLimit() > 0) {
            checkSize(to.size());
            to.add(in.readFloat());
        }
        leave(outer);
    }

    /** As {@link #integers}. */
    void doubles(DoubleList to) throws IOException, ModelException {
        if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_FIXED64) {
            checkSize(to.size());
            to.add(in.readDouble());
            return;
        }
        int outer = enter();
        while (in.getBytesUntilLimit() > 0) {
            checkSize(to.size());
            to.add(in.readDouble());
        }
        leave(outer);
    }

    void checkSize(int size) throws ModelException {
        if (size >= maxElements) {
            throw broken("more than " + maxElements + " values, which is the limit");
        }
    }

    private int narrow(long value) throws ModelException {
        if (value != (int) value) {
            throw broken("the number " + value + " is out of range");
        }
        return (int) value;
    }

    ModelException broken(String what) {
        return new ModelException(place() + ": " + what);
    }

    ModelException broken(IOException cause) {
        return new ModelException(place() + ": not a whole Protobuf message: " + cause.getMessage(), cause);
    }

    private String place() {
        return place.isEmpty() ? "the top" : String.join(".", place);
    }
}
