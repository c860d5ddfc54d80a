package io.shapservice.worker;

import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.Explainer;
import io.shapservice.engine.explain.Explainers;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.explain.Progress;
import io.shapservice.engine.explain.UnsupportedOptionsException;
import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.model.Models;
import io.shapservice.engine.table.Table;
import io.shapservice.protocol.batch.ElementType;
import io.shapservice.protocol.batch.ResultBlob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** The sample model of this repository. */
public final class HousingModel {
    private HousingModel() {}

    public static byte[] bytes() {
        try {
            return Files.readAllBytes(Path.of("..", "samples", "housing.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String digest() {
        return digest(bytes());
    }

    public static String digest(byte[] model) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(model));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the engine says, by way of the result's bytes. */
    public static ResultBlob explain(double[] rows) throws Exception {
        Table table = new Table(rows, rows.length / HousingRows.COLUMNS, HousingRows.COLUMNS, List.of());
        Explanation e = explainer().explain(table, Progress.NONE);
        ResultBlob blob = new ResultBlob(
                e.values(),
                e.baseValues(),
                e.prediction(),
                e.rows(),
                e.features(),
                e.outputs(),
                e.additivityMaxError(),
                ElementType.FLOAT32);
        return ResultBlob.decode(blob.encode());
    }

    private static Explainer explainer() {
        return Loaded.EXPLAINER;
    }

    /** Read once, because reading costs more than most tests. */
    private static final class Loaded {
        static final Explainer EXPLAINER = load();

        private static Explainer load() {
            try {
                return Explainers.create(Models.read(bytes()), ExplainOptions.DEFAULT);
            } catch (ModelException | UnsupportedOptionsException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
