package io.shapservice.apiserver.openinference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.Arrays;

/**
 * The numbers of one tensor, flat or nested in its shape. They are read into an array as they come: a tree of JSON nodes would
 * take ten times their size.
 *
 * @param values at least {@code count}
 */
@JsonDeserialize(using = TensorData.Reader.class)
record TensorData(double[] values, int count) {
    static final class Reader extends StdDeserializer<TensorData> {
        private static final long serialVersionUID = 1L;
        private static final int FIRST = 64;

        Reader() {
            super(TensorData.class);
        }

        @Override
        public TensorData deserialize(JsonParser in, DeserializationContext context) throws IOException {
            if (!in.isExpectedStartArrayToken()) {
                throw context.weirdStringException("", TensorData.class, "data must be an array");
            }
            double[] values = new double[FIRST];
            int count = 0;
            int depth = 1;
            while (depth > 0) {
                JsonToken token = in.nextToken();
                switch (token) {
                    case START_ARRAY -> depth++;
                    case END_ARRAY -> depth--;
                    case null, default -> {
                        if (count == values.length) {
                            values = Arrays.copyOf(values, 2 * count);
                        }
                        values[count++] = number(in, token, context);
                    }
                }
            }
            return new TensorData(values, count);
        }

        private static double number(JsonParser in, JsonToken token, DeserializationContext context)
                throws IOException {
            return switch (token) {
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> in.getDoubleValue();
                case VALUE_NULL -> Double.NaN;
                case VALUE_TRUE -> 1;
                case VALUE_FALSE -> 0;
                case null, default ->
                    throw context.weirdStringException("", Double.class, "data must hold numbers, null, true or false");
            };
        }
    }
}
