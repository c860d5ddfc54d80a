package io.shapservice.engine.golden;

import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.model.Models;
import io.shapservice.engine.model.document.DocumentCursor;
import io.shapservice.engine.model.document.JsonCursor;
import io.shapservice.engine.table.NpyReader;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import io.shapservice.engine.table.TableLimits;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A folder of {@code src/test/resources/golden}; README.md beside the generator (src/test/golden) says what it holds. */
public record GoldenCase(
        Path folder, String model, boolean refused, Map<String, Double> tolerance, Map<String, Double> strict) {

    /** Beginnings of the names of cases whose library is read. */
    private static final List<String> LIBRARIES = List.of("xgb_");

    public static List<GoldenCase> all() {
        return LIBRARIES.stream().flatMap(library -> all(library).stream()).toList();
    }

    /** All cases that have a reference array of this name. */
    public static List<GoldenCase> with(String array) {
        return all().stream().filter(c -> c.tolerance().containsKey(array)).toList();
    }

    public static List<GoldenCase> all(String prefix) {
        URL root = Objects.requireNonNull(GoldenCase.class.getResource("/golden"));
        try (Stream<Path> folders = Files.list(Path.of(root.toURI()))) {
            return folders.filter(f -> f.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .map(GoldenCase::of)
                    .toList();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public static GoldenCase named(String name) {
        return all(name).getFirst();
    }

    private static GoldenCase of(Path folder) {
        String[] text = {"", ""};
        Map<String, Double> tolerance = new HashMap<>();
        Map<String, Double> strict = new HashMap<>();
        try (InputStream in = Files.newInputStream(folder.resolve("case.json"))) {
            DocumentCursor cursor = new JsonCursor(in);
            cursor.object(name -> {
                switch (name) {
                    case "model" -> text[0] = cursor.text();
                    case "expect" -> text[1] = cursor.text();
                    case "tolerance_scaled" -> cursor.object(k -> tolerance.put(k, (double) cursor.number()));
                    case "tolerance_strict" -> cursor.object(k -> strict.put(k, (double) cursor.number()));
                    default -> cursor.skip();
                }
            });
        } catch (IOException | ModelException e) {
            throw new IllegalStateException(e);
        }
        return new GoldenCase(folder, text[0], text[1].equals("refuse"), tolerance, strict);
    }

    public Path modelFile() {
        return folder.resolve(model);
    }

    public TreeEnsemble ensemble() throws ModelException {
        return Models.read(modelFile());
    }

    public Table rows() throws IOException, TableException {
        try (InputStream in = Files.newInputStream(folder.resolve("X.npy"))) {
            return NpyReader.read(in, TableLimits.DEFAULT);
        }
    }

    /** As numpy.save wrote it here: float64, little endian, C order, any shape. */
    public double[] array(String name) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(folder.resolve(name + ".npy")))
                .order(ByteOrder.LITTLE_ENDIAN);
        file.position(10 + file.getShort(8));
        double[] values = new double[file.remaining() / Double.BYTES];
        file.asDoubleBuffer().get(values);
        return values;
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
