package io.shapservice.cli.explain;

import io.shapservice.cli.exit.ExitCode;
import io.shapservice.cli.exit.UserError;
import io.shapservice.engine.explain.ExplainOptions.Precision;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.table.NpyWriter;
import io.shapservice.engine.table.NpyWriter.Element;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An explanation as npy files: {@code values} [n, F] or [n, F, K], {@code base_values} [K], {@code prediction} [n] or [n, K];
 * float32 or float64 by the precision.
 */
final class ExplanationFiles {
    static final List<String> NAMES = List.of("values.npy", "base_values.npy", "prediction.npy");

    private ExplanationFiles() {}

    static void write(Explanation explanation, Path folder) throws UserError {
        int rows = explanation.rows();
        int features = explanation.features();
        int outputs = explanation.outputs();
        var element = explanation.options().precision() == Precision.DOUBLE ? Element.F8 : Element.F4;
        try {
            Files.createDirectories(folder);
            write(
                    folder.resolve(NAMES.get(0)),
                    element,
                    explanation.values(),
                    outputs == 1 ? new int[] {rows, features} : new int[] {rows, features, outputs});
            write(folder.resolve(NAMES.get(1)), element, explanation.baseValues(), outputs);
            write(
                    folder.resolve(NAMES.get(2)),
                    element,
                    explanation.prediction(),
                    outputs == 1 ? new int[] {rows} : new int[] {rows, outputs});
        } catch (IOException e) {
            throw new UserError(ExitCode.FAILED, "cannot write to " + folder + ": " + e);
        }
    }

    private static void write(Path file, Element element, double[] values, int... shape) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            NpyWriter.write(out, element, values, shape);
        }
    }
}
