package io.shapservice.apiserver;

import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.Explainers;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.explain.Progress;
import io.shapservice.engine.model.Models;
import io.shapservice.engine.table.NpyReader;
import io.shapservice.engine.table.NpyWriter;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A model that XGBoost made, with rows for it: one of the engine's golden cases. */
record Golden(Path folder) {
    /** One output, 6 features, 240 rows. */
    static final Golden REGRESSION = of("xgb_reg_d3");
    /** Four outputs, 6 features, 240 rows. */
    static final Golden FOUR_CLASSES = of("xgb_softprob4");

    /** One output, 3 features, two of them categories that rows.csv and rows.json bring by name. */
    static final Golden NAMED_CATEGORIES = of("names_xgb_json");

    private static Golden of(String name) {
        return new Golden(Path.of("../engine/src/test/resources/golden", name)
                .toAbsolutePath()
                .normalize());
    }

    Path model() {
        return folder.resolve("model.json");
    }

    /** The same model with its features called f0 to f5. */
    Path withNames(Path folder) throws IOException {
        String json = Files.readString(model());
        String named =
                json.replace("\"feature_names\":[]", "\"feature_names\":[\"f0\",\"f1\",\"f2\",\"f3\",\"f4\",\"f5\"]");
        return Files.writeString(folder.resolve("named.json"), named);
    }

    Table rows() throws Exception {
        try (InputStream in = Files.newInputStream(folder.resolve("X.npy"))) {
            return NpyReader.read(in, TableLimits.DEFAULT);
        }
    }

    byte[] npy() throws IOException {
        return Files.readAllBytes(folder.resolve("X.npy"));
    }

    Explanation explained(Table rows, ExplainOptions options) throws Exception {
        TreeEnsemble ensemble = Models.read(model());
        return Explainers.create(ensemble, options).explain(rows, Progress.NONE);
    }

    static byte[] npy(Table table) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NpyWriter.write(out, NpyWriter.Element.F8, table.values(), table.rows(), table.columns());
        return out.toByteArray();
    }

    static String csv(Table table) {
        String header =
                IntStream.range(0, table.columns()).mapToObj(c -> "f" + c).collect(Collectors.joining(","));
        return header + "\n"
                + IntStream.range(0, table.rows())
                        .mapToObj(r -> cells(table, r, ""))
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    static String json(Table table) {
        return "{\"instances\": ["
                + IntStream.range(0, table.rows())
                        .mapToObj(r -> "[" + cells(table, r, "null") + "]")
                        .collect(Collectors.joining(","))
                + "]}";
    }

    static Table first(Table table, int rows) {
        return new Table(
                java.util.Arrays.copyOf(table.values(), rows * table.columns()),
                rows,
                table.columns(),
                table.columnNames());
    }

    private static String cells(Table table, int row, String missing) {
        return IntStream.range(0, table.columns())
                .mapToDouble(c -> table.values()[row * table.columns() + c])
                .mapToObj(v -> Double.isNaN(v) ? missing : Double.toString(v).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(","));
    }
}
