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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A folder of {@code src/test/resources/golden}; README.md beside the generator (src/test/golden) says what it holds. */
public record GoldenCase(
        Path folder, String model, boolean refused, Map<String, Double> tolerance, Map<String, Double> strict) {

    private static final Pattern NPY = Pattern.compile("'fortran_order': (True|False), 'shape': \\(([^)]*)\\)");

    /** Beginnings of the names of cases whose library is read. */
    private static final List<String> LIBRARIES = List.of("xgb_", "lgb_", "skl_", "cat_", "onnx_");

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
        return table("X.npy");
    }

    /** Rows for the interventional arrays, all of the same weight. */
    public Table background() throws IOException, TableException {
        return table("background.npy");
    }

    private Table table(String file) throws IOException, TableException {
        try (InputStream in = Files.newInputStream(folder.resolve(file))) {
            return NpyReader.read(in, TableLimits.DEFAULT);
        }
    }

    /** Reference arrays that are dear to make cover the first rows only. */
    public Table firstRows(int count) throws IOException, TableException {
        Table all = rows();
        return new Table(Arrays.copyOf(all.values(), count * all.columns()), count, all.columns(), all.columnNames());
    }

    /** As numpy.save wrote it here: float64, little endian, any shape; in C order, though the file may be in Fortran's. */
    public double[] array(String name) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(folder.resolve(name + ".npy")))
                .order(ByteOrder.LITTLE_ENDIAN);
        byte[] header = new byte[file.getShort(8)];
        file.position(10).get(header);
        double[] values = new double[file.remaining() / Double.BYTES];
        file.asDoubleBuffer().get(values);
        Matcher described = NPY.matcher(new String(header, StandardCharsets.US_ASCII));
        if (!described.find()) {
            throw new IllegalStateException(folder + ": " + name);
        }
        return described.group(1).equals("True") ? transposed(values, described.group(2)) : values;
    }

    private static double[] transposed(double[] values, String shape) {
        int[] sizes = Pattern.compile("\\d+")
                .matcher(shape)
                .results()
                .mapToInt(r -> Integer.parseInt(r.group()))
                .toArray();
        double[] inOrder = new double[values.length];
        for (int at = 0; at < values.length; at++) {
            int rest = at;
            int from = 0;
            int stride = values.length;
            for (int axis = sizes.length - 1; axis >= 0; axis--) {
                stride /= sizes[axis];
                from += rest % sizes[axis] * stride;
                rest /= sizes[axis];
            }
            inOrder[at] = values[from];
        }
        return inOrder;
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
