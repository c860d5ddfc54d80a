package io.shapservice.engine.table;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.shapservice.engine.ensemble.CategoryNames;
import io.shapservice.engine.table.TableException.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How the rows of a JSON body look; the first row says, the others follow. */
final class JsonRowShape {
    private final String key;
    private final List<String> names;
    private final List<CellReader> cells;
    private final Map<String, Integer> positions = new HashMap<>();
    private final double[] row;
    private double @Nullable [] first;

    private JsonRowShape(String key, List<String> names, List<CellReader> cells, double[] first) {
        this.key = key;
        this.cells = List.copyOf(cells);
        this.names = List.copyOf(names);
        this.first = first;
        this.row = new double[first.length];
        for (int i = 0; i < names.size(); i++) {
            positions.put(names.get(i), i);
        }
    }

    /** Reads the first row, at whose first token the parser stands. */
    static JsonRowShape ofFirst(JsonParser in, String key, TableLimits limits, CategoryNames categories)
            throws IOException, TableException {
        boolean byName = in.currentToken() == JsonToken.START_OBJECT;
        if (!byName && in.currentToken() != JsonToken.START_ARRAY) {
            throw JsonRows.malformed("/" + key + "/0 must be an array of numbers, or an object by feature name", in);
        }
        List<String> names = new ArrayList<>();
        List<CellReader> cells = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        JsonToken end = byName ? JsonToken.END_OBJECT : JsonToken.END_ARRAY;
        while (in.nextToken() != end) {
            if (byName) {
                names.add(in.currentName());
                in.nextToken();
            }
            String column = byName ? names.getLast() : Integer.toString(values.size());
            cells.add(CellReader.of(categories, byName ? column : null, values.size()));
            values.add(number(in, cells.getLast(), () -> place(key, 0, column)));
            limits.checkColumns(values.size());
        }
        if (values.isEmpty()) {
            throw new TableException(Kind.COLUMNS, "/" + key + "/0 has no values.");
        }
        return new JsonRowShape(
                key,
                names,
                cells,
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    int columns() {
        return row.length;
    }

    List<String> names() {
        return names;
    }

    /** Reads one row, at whose first token the parser stands; the first row has been read already. */
    void append(JsonParser in, long index, BlockBuilder to) throws IOException, TableException {
        double[] read = first;
        if (read == null) {
            read = names.isEmpty() ? byPosition(in, index) : byName(in, index);
        }
        first = null;
        for (double v : read) {
            to.add(v);
        }
    }

    private double[] byPosition(JsonParser in, long index) throws IOException, TableException {
        expect(in, JsonToken.START_ARRAY, index);
        int at = 0;
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (at < row.length) {
                String column = Integer.toString(at);
                row[at] = number(in, cells.get(at), () -> place(key, index, column));
            } else {
                in.skipChildren();
            }
            at++;
        }
        if (at != row.length) {
            throw new TableException(
                    Kind.MALFORMED,
                    "/" + key + "/" + index + " has " + at + " values; the first row has " + row.length + ".");
        }
        return row;
    }

    private double[] byName(JsonParser in, long index) throws IOException, TableException {
        expect(in, JsonToken.START_OBJECT, index);
        boolean[] given = new boolean[row.length];
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            @Nullable Integer at = positions.get(name);
            if (at == null) {
                throw new TableException(
                        Kind.COLUMNS,
                        "/" + key + "/" + index + " has the key " + CsvNumbers.shown(name)
                                + ", which the first row does not have.");
            }
            in.nextToken();
            row[at] = number(in, cells.get(at), () -> place(key, index, name));
            given[at] = true;
        }
        List<String> absent = new ArrayList<>();
        for (int i = 0; i < given.length; i++) {
            if (!given[i]) {
                absent.add(names.get(i));
            }
        }
        if (!absent.isEmpty()) {
            throw new TableException(
                    Kind.COLUMNS, "/" + key + "/" + index + " lacks " + absent + "; write null for a missing value.");
        }
        return Arrays.copyOf(row, row.length);
    }

    private void expect(JsonParser in, JsonToken start, long index) throws TableException {
        if (in.currentToken() != start) {
            throw JsonRows.malformed("/" + key + "/" + index + " is not like the first row", in);
        }
    }

    private static double number(JsonParser in, CellReader cell, Supplier<String> place)
            throws IOException, TableException {
        boolean asText = cell.hasCategories();
        return switch (in.currentToken()) {
            case VALUE_NUMBER_FLOAT, VALUE_NUMBER_INT -> asText ? cell.read(in.getText(), place) : in.getDoubleValue();
            case VALUE_NULL -> Double.NaN;
            case VALUE_TRUE -> asText ? cell.read(in.getText(), place) : 1;
            case VALUE_FALSE -> asText ? cell.read(in.getText(), place) : 0;
            case VALUE_STRING -> {
                if (!asText) {
                    throw cell.notANumber(in.getText(), place);
                }
                yield cell.read(in.getText(), place);
            }
            default -> throw JsonRows.malformed(place.get() + " is not a number", in);
        };
    }

    private static String place(String key, long index, String column) {
        return "/" + key + "/" + index + "/" + column;
    }
}
