package io.shapservice.cli.demo;

import io.shapservice.cli.exit.ExitCode;
import io.shapservice.cli.exit.UserError;
import io.shapservice.client.NpyArray;
import io.shapservice.engine.table.NpyWriter;
import io.shapservice.engine.table.NpyWriter.Element;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The sample's rows, and what XGBoost itself says about them with one of its models.
 *
 * @param features F
 * @param rows {@code [n, F]}
 * @param predictions {@code [n]}
 * @param shap {@code [n, F]}
 */
record HousingData(int features, double[] rows, double[] predictions, double[] shap, double base) {

    /** @param model its name in the service, and of its files in {@code samples} */
    static HousingData read(Path samples, String model) throws UserError {
        var predictions = array(samples.resolve(model + "-predictions.npy"));
        var rows = array(samples.resolve("housing.npy"));
        return new HousingData(
                rows.length / predictions.length,
                rows,
                predictions,
                array(samples.resolve(model + "-shap.npy")),
                array(samples.resolve(model + "-base.npy"))[0]);
    }

    private static double[] array(Path file) throws UserError {
        try {
            return NpyArray.parse(Files.readAllBytes(file)).values();
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError(
                    ExitCode.FAILED, file + ": " + e.getMessage() + "; git checkout samples brings it back");
        }
    }

    int count() {
        return predictions.length;
    }

    double[] row(int index) {
        return Arrays.copyOfRange(rows, index * features, (index + 1) * features);
    }

    /** The first {@code count} rows of the sample repeated without end, as a float32 npy file. */
    byte[] npy(int count) throws IOException {
        var out = new ByteArrayOutputStream(count * features * Float.BYTES + 128);
        var writer = new NpyWriter(out, Element.F4, count, features);
        for (int row = 0; row < count; row++) {
            writer.write(rows, row % count() * features, features);
        }
        writer.finish();
        return out.toByteArray();
    }

    /** Largest prediction by magnitude: what errors are measured against. */
    double scale() {
        double scale = 0;
        for (double prediction : predictions) {
            scale = Math.max(scale, Math.abs(prediction));
        }
        return scale;
    }
}
