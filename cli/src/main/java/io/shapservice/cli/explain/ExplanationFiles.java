package io.shapservice.cli.explain;

import io.shapservice.engine.explain.ExplainOptions.Precision;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.table.NpyWriter.Element;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An explanation as npy files, written as its pieces come: {@code values} [n, F] or [n, F, K], {@code base_values} [K],
 * {@code prediction} [n] or [n, K], {@code interactions} [n, F, F] or [n, F, F, K]; float32 or float64 by the precision.
 * They have their names only once they are whole.
 */
final class ExplanationFiles implements AutoCloseable {
    private static final String VALUES = "values.npy";
    private static final String BASE_VALUES = "base_values.npy";
    private static final String PREDICTION = "prediction.npy";
    private static final String INTERACTIONS = "interactions.npy";

    private final Path folder;
    private final int rows;
    private final List<GrowingArray> arrays = new ArrayList<>();

    ExplanationFiles(Path folder, int rows) {
        this.folder = folder;
        this.rows = rows;
    }

    static List<String> names(boolean interactions) {
        return interactions
                ? List.of(VALUES, BASE_VALUES, PREDICTION, INTERACTIONS)
                : List.of(VALUES, BASE_VALUES, PREDICTION);
    }

    /** @param piece the rows that follow those of the piece before */
    void add(Explanation piece) throws IOException {
        if (arrays.isEmpty()) {
            begin(piece);
        }
        arrays.get(0).add(piece.values());
        arrays.get(2).add(piece.prediction());
        double @Nullable [] interactions = piece.interactions();
        if (interactions != null) {
            arrays.get(3).add(interactions);
        }
    }

    private void begin(Explanation piece) throws IOException {
        Files.createDirectories(folder);
        int features = piece.features();
        var element = piece.options().precision() == Precision.DOUBLE ? Element.F8 : Element.F4;
        open(VALUES, element, shape(piece, rows, features));
        open(BASE_VALUES, element, piece.outputs());
        open(PREDICTION, element, shape(piece, rows));
        if (piece.interactions() != null) {
            open(INTERACTIONS, element, shape(piece, rows, features, features));
        }
        arrays.get(1).add(piece.baseValues());
    }

    private void open(String name, Element element, int... shape) throws IOException {
        arrays.add(new GrowingArray(folder.resolve(name), element, shape));
    }

    /** The outputs' axis comes last, and only where there are several. */
    private static int[] shape(Explanation piece, int... axes) {
        return piece.outputs() == 1
                ? axes
                : IntStream.concat(IntStream.of(axes), IntStream.of(piece.outputs()))
                        .toArray();
    }

    /** After the last piece. */
    void finish() throws IOException {
        for (GrowingArray array : arrays) {
            array.finish();
        }
    }

    @Override
    public void close() throws IOException {
        for (GrowingArray array : arrays) {
            array.close();
        }
    }
}
