package io.shapservice.engine.differential;

import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.ExplainOptions.Method;
import io.shapservice.engine.explain.ExplainOptions.Output;
import io.shapservice.engine.explain.ExplainOptions.Precision;
import io.shapservice.engine.explain.Explainers;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.explain.Progress;
import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.model.Models;
import io.shapservice.engine.table.Columns;
import io.shapservice.engine.table.CsvRows;
import io.shapservice.engine.table.NpyReader;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableLimits;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Run by engine/differential/compare.py, not by the build: explains the rows of each case with its model, and writes what the
 * script compares.
 */
final class ExplainFolder {
    private ExplainFolder() {}

    public static void main(String[] args) throws Exception {
        try (Stream<Path> folders = Files.list(Path.of(args[0]))) {
            List<Path> cases = folders.filter(f -> Files.exists(f.resolve("case.json")))
                    .sorted()
                    .toList();
            for (Path folder : cases) {
                explain(folder, Precision.valueOf(args[1]));
            }
        }
    }

    private static void explain(Path folder, Precision precision) throws Exception {
        Path model;
        try (Stream<Path> files = Files.list(folder)) {
            model = files.filter(f -> f.getFileName().toString().startsWith("model."))
                    .findFirst()
                    .orElseThrow();
        }
        try {
            TreeEnsemble ensemble = Models.read(model);
            ExplainOptions options = new ExplainOptions(Method.PATH, false, Output.RAW, precision);
            Explanation explanation =
                    Explainers.create(ensemble, options).explain(rows(folder, ensemble), Progress.NONE);
            Files.writeString(folder.resolve("out.link"), ensemble.link().name());
            write(folder.resolve("out.margin.npy"), explanation.prediction());
            write(folder.resolve("out.shap.npy"), explanation.values());
            write(folder.resolve("out.base.npy"), explanation.baseValues());
        } catch (ModelException e) {
            Files.writeString(folder.resolve("out.error"), String.valueOf(e.getMessage()));
        }
    }

    /** Those with categories by name come as CSV. */
    private static Table rows(Path folder, TreeEnsemble ensemble) throws Exception {
        Path named = folder.resolve("rows.csv");
        if (Files.exists(named)) {
            try (InputStream in = Files.newInputStream(named)) {
                Table table = CsvRows.open(in, TableLimits.DEFAULT, ensemble.categoryNames())
                        .readAll(TableLimits.DEFAULT);
                return Columns.align(table, ensemble);
            }
        }
        try (InputStream in = Files.newInputStream(folder.resolve("X.npy"))) {
            return NpyReader.read(in, TableLimits.DEFAULT);
        }
    }

    /** One axis: the script knows the shape. */
    private static void write(Path file, double[] values) throws Exception {
        String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (%d,), }".formatted(values.length);
        byte[] text = (header + " ".repeat(117 - header.length()) + "\n").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes = ByteBuffer.allocate(10 + text.length + values.length * Double.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) text.length)
                .put(text);
        for (double value : values) {
            bytes.putDouble(value);
        }
        Files.write(file, bytes.array());
    }
}
