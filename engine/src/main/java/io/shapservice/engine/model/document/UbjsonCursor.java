package io.shapservice.engine.model.document;

import io.shapservice.engine.model.ModelException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Universal Binary JSON, draft 12 (<a href="https://ubjson.org/type-reference/">types</a>), with counted and typed containers, as
 * XGBoost writes it.
 */
public final class UbjsonCursor extends DocumentCursor {
    private static final int UNTYPED = 0;
    private static final int MAX_TEXT = 1 << 24;

    private final ByteSource in;
    /** Type of the value that the cursor stands on; its bytes come next. */
    private int marker;

    public UbjsonCursor(InputStream in) throws IOException {
        this.in = new ByteSource(in);
        this.marker = nextMarker();
    }

    /** Head of a container: {@code count} is −1 when an end marker tells, {@code type} may be {@link #UNTYPED}. */
    private record Container(long count, int type) {}

    private int nextMarker() throws IOException {
        int next = in.uint8();
        while (next == 'N') {
            next = in.uint8();
        }
        return next;
    }

    /** Leaves {@code marker} at the byte after the container's head. */
    private Container open(char bracket, String what) throws IOException, ModelException {
        if (marker != bracket) {
            throw broken("expected " + what + ", found " + found());
        }
        enter();
        int type = UNTYPED;
        marker = nextMarker();
        if (marker == '$') {
            type = in.uint8();
            if (isWithoutBytes(type)) {
                throw broken("an array of values without bytes");
            }
            marker = nextMarker();
            if (marker != '#') {
                throw broken("a typed array without a count");
            }
        }
        if (marker != '#') {
            return new Container(-1, UNTYPED);
        }
        marker = nextMarker();
        return new Container(length(), type);
    }

    /** Such values could be claimed by the billion in a few bytes. */
    private static boolean isWithoutBytes(int type) {
        return type == 'Z' || type == 'N' || type == 'T' || type == 'F';
    }

    private int length() throws IOException, ModelException {
        long length = whole();
        if (length < 0 || length > Integer.MAX_VALUE) {
            throw broken("an impossible length of " + length);
        }
        return (int) length;
    }

    private String name() throws IOException, ModelException {
        int length = length();
        if (length > MAX_TEXT) {
            throw broken("a text of " + length + " bytes, more than the limit of " + MAX_TEXT);
        }
        return in.utf8(length);
    }

    @Override
    public void object(Fields fields) throws IOException, ModelException {
        Container container = open('{', "an object");
        boolean counted = container.count() >= 0;
        for (long i = 0; counted ? i < container.count() : marker != '}'; i++) {
            if (counted) {
                marker = nextMarker();
            }
            String name = name();
            place.field(name);
            marker = container.type() == UNTYPED ? nextMarker() : container.type();
            fields.field(name);
            if (!counted) {
                marker = nextMarker();
            }
        }
        place.leave();
    }

    @Override
    public void array(Elements elements) throws IOException, ModelException {
        Container container = open('[', "an array");
        boolean counted = container.count() >= 0;
        for (int i = 0; counted ? i < container.count() : marker != ']'; i++) {
            place.element(i);
            if (counted) {
                marker = container.type() == UNTYPED ? nextMarker() : container.type();
            }
            elements.element(i);
            if (!counted) {
                marker = nextMarker();
            }
        }
        place.leave();
    }

    @Override
    public String text() throws IOException, ModelException {
        return switch (marker) {
            case 'S', 'H' -> {
                marker = nextMarker();
                yield name();
            }
            case 'C' -> String.valueOf((char) in.uint8());
            case 'T' -> "true";
            case 'F' -> "false";
            case 'd', 'D' -> String.valueOf(number());
            default -> String.valueOf(whole());
        };
    }

    private long whole() throws IOException, ModelException {
        return switch (marker) {
            case 'i' -> in.int8();
            case 'U' -> in.uint8();
            case 'I' -> in.int16();
            case 'l' -> in.int32();
            case 'L' -> in.int64();
            case 'T' -> 1;
            case 'F' -> 0;
            default -> throw broken("expected a whole number, found " + found());
        };
    }

    @Override
    public int integer() throws IOException, ModelException {
        long whole = whole();
        if (whole != (int) whole) {
            throw broken(whole + " is too large");
        }
        return (int) whole;
    }

    @Override
    public float number() throws IOException, ModelException {
        return switch (marker) {
            case 'd' -> in.float32();
            case 'D' -> (float) in.float64();
            case 'T', 'F' -> throw broken("expected a number, found a boolean");
            default -> whole();
        };
    }

    @Override
    public double real() throws IOException, ModelException {
        return switch (marker) {
            case 'D' -> in.float64();
            case 'i', 'U', 'I', 'l', 'L' -> whole();
            default -> number();
        };
    }

    @Override
    public boolean isNull() {
        return marker == 'Z';
    }

    @Override
    public boolean isArray() {
        return marker == '[';
    }

    @Override
    public boolean isObject() {
        return marker == '{';
    }

    @Override
    public void skip() throws IOException, ModelException {
        switch (marker) {
            case '{' -> object(name -> skip());
            case '[' -> array(i -> skip());
            case 'S', 'H' -> {
                marker = nextMarker();
                in.skip(length());
            }
            case 'Z' -> {}
            case 'C' -> in.skip(1);
            case 'd', 'D' -> number();
            default -> whole();
        }
    }

    @Override
    public void end() throws IOException, ModelException {
        if (!in.atEnd()) {
            throw broken("something follows the model");
        }
    }

    private String found() {
        return marker > ' ' && marker < 127 ? "the marker '" + (char) marker + "'" : "the byte " + marker;
    }
}
