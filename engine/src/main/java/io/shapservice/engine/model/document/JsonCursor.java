package io.shapservice.engine.model.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.shapservice.engine.model.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** JSON as libraries write it: NaN and Infinity are numbers. */
public final class JsonCursor extends DocumentCursor {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Place.MAX_DEPTH + 1)
                    .build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private static final int FIRST_LENGTH = 64;

    private final JsonParser parser;

    /** @throws IOException also when the first bytes are not JSON */
    public JsonCursor(InputStream in) throws IOException {
        parser = JSON.createParser(in);
        parser.nextToken();
    }

    /**
     * Goes over the fields of the object that the cursor stands on until one has a wanted name, and leaves the cursor there.
     *
     * @return the name; null when the object has none of them
     */
    public @Nullable String firstFieldOf(Set<String> wanted) throws IOException, ModelException {
        expect(JsonToken.START_OBJECT, "an object");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (wanted.contains(name)) {
                return name;
            }
            skip();
        }
        return null;
    }

    @Override
    public void object(Fields fields) throws IOException, ModelException {
        expect(JsonToken.START_OBJECT, "an object");
        enter();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            place.field(name);
            parser.nextToken();
            fields.field(name);
        }
        place.leave();
    }

    @Override
    public void array(Elements elements) throws IOException, ModelException {
        expect(JsonToken.START_ARRAY, "an array");
        enter();
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            place.element(i);
            elements.element(i);
        }
        place.leave();
    }

    @Override
    public String text() throws IOException, ModelException {
        if (!parser.currentToken().isScalarValue()) {
            throw broken("expected a string, found " + found());
        }
        return parser.getText();
    }

    @Override
    public int integer() throws IOException, ModelException {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT -> parser.getIntValue();
            case VALUE_TRUE -> 1;
            case VALUE_FALSE -> 0;
            default -> throw broken("expected a whole number, found " + found());
        };
    }

    @Override
    public float number() throws IOException, ModelException {
        if (!parser.currentToken().isNumeric()) {
            throw broken("expected a number, found " + found());
        }
        return parser.getFloatValue();
    }

    @Override
    public double real() throws IOException, ModelException {
        if (!parser.currentToken().isNumeric()) {
            throw broken("expected a number, found " + found());
        }
        return parser.getDoubleValue();
    }

    /** Whether the cursor stands on a string, not on what {@link #text} also gives. */
    public boolean isText() {
        return parser.currentToken() == JsonToken.VALUE_STRING;
    }

    @Override
    public boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    @Override
    public boolean isArray() {
        return parser.currentToken() == JsonToken.START_ARRAY;
    }

    @Override
    public boolean isObject() {
        return parser.currentToken() == JsonToken.START_OBJECT;
    }

    // The three below go over most of a model's bytes: a loop of their own, without a call back for each number.

    @Override
    public int[] integers() throws IOException, ModelException {
        openNumbers();
        int[] values = new int[FIRST_LENGTH];
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values = count < values.length ? values : Arrays.copyOf(values, grownAt(count));
            values[count] =
                    parser.currentToken() == JsonToken.VALUE_NUMBER_INT ? parser.getIntValue() : integerAt(count);
            count++;
        }
        place.leave();
        return Arrays.copyOf(values, count);
    }

    @Override
    public float[] numbers() throws IOException, ModelException {
        openNumbers();
        float[] values = new float[FIRST_LENGTH];
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values = count < values.length ? values : Arrays.copyOf(values, grownAt(count));
            values[count] = isNumber() ? parser.getFloatValue() : (float) realAt(count);
            count++;
        }
        place.leave();
        return Arrays.copyOf(values, count);
    }

    @Override
    public double[] reals() throws IOException, ModelException {
        openNumbers();
        double[] values = new double[FIRST_LENGTH];
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values = count < values.length ? values : Arrays.copyOf(values, grownAt(count));
            values[count] = isNumber() ? parser.getDoubleValue() : realAt(count);
            count++;
        }
        place.leave();
        return Arrays.copyOf(values, count);
    }

    private void openNumbers() throws ModelException {
        expect(JsonToken.START_ARRAY, "an array");
        enter();
    }

    private boolean isNumber() {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT
                || parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
    }

    private int grownAt(int index) throws ModelException {
        place.element(index);
        return grown(index);
    }

    /** What is no plain number is an error, with its place; or a boolean, which counts as one here. */
    private int integerAt(int index) throws IOException, ModelException {
        place.element(index);
        return integer();
    }

    private double realAt(int index) throws IOException, ModelException {
        place.element(index);
        return real();
    }

    @Override
    public void skip() throws IOException {
        parser.skipChildren();
    }

    @Override
    public void end() throws IOException, ModelException {
        if (parser.nextToken() != null) {
            throw broken("something follows the model");
        }
    }

    private void expect(JsonToken token, String what) throws ModelException {
        if (parser.currentToken() != token) {
            throw broken("expected " + what + ", found " + found());
        }
    }

    private String found() {
        JsonToken token = parser.currentToken();
        return token == null
                ? "the end of the file"
                : token.name().replace("VALUE_", "").replace('_', ' ').toLowerCase(Locale.ROOT);
    }
}
