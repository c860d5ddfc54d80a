package io.shapservice.engine.model;

import io.shapservice.engine.ensemble.EnsembleLimits;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.model.catboost.CatboostReader;
import io.shapservice.engine.model.document.DocumentCursor;
import io.shapservice.engine.model.document.JsonCursor;
import io.shapservice.engine.model.document.UbjsonCursor;
import io.shapservice.engine.model.lightgbm.LightgbmReader;
import io.shapservice.engine.model.onnx.OnnxReader;
import io.shapservice.engine.model.sklearn.SklearnReader;
import io.shapservice.engine.model.xgboost.XgboostReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Reads a model; the format is told from the content unless it is given, never from the file's name. */
public final class Models {
    private Models() {}

    /** A model's bytes, from the first. */
    @FunctionalInterface
    private interface Content {
        InputStream open() throws IOException;
    }

    /** @throws ModelException also when the file cannot be read */
    public static TreeEnsemble read(Path file) throws ModelException {
        return read(file, null);
    }

    /**
     * @param given the format; null to tell it from the content
     * @throws ModelException also when the file cannot be read
     */
    public static TreeEnsemble read(Path file, @Nullable ModelFormat given) throws ModelException {
        ModelLimits limits = ModelLimits.ofThisProcess();
        if (!Files.isRegularFile(file)) {
            throw new ModelException(file + ": there is no such file");
        }
        try {
            checkSize(Files.size(file), limits);
            return read(() -> Files.newInputStream(file), given, limits);
        } catch (IOException e) {
            throw new ModelException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    public static TreeEnsemble read(byte[] bytes) throws ModelException {
        return read(bytes, ModelLimits.ofThisProcess());
    }

    public static TreeEnsemble read(byte[] bytes, ModelLimits limits) throws ModelException {
        return read(bytes, null, limits);
    }

    /** @param given the format; null to tell it from the content */
    public static TreeEnsemble read(byte[] bytes, @Nullable ModelFormat given, ModelLimits limits)
            throws ModelException {
        checkSize(bytes.length, limits);
        try {
            return read(() -> new ByteArrayInputStream(bytes), given, limits);
        } catch (IOException e) {
            throw new ModelException("the top: " + e.getMessage(), e);
        }
    }

    /**
     * @param bytesRead told how many bytes more were read, as the reading goes on; some may be read twice
     */
    public static TreeEnsemble read(byte[] bytes, IntConsumer bytesRead) throws ModelException {
        ModelLimits limits = ModelLimits.ofThisProcess();
        checkSize(bytes.length, limits);
        try {
            return read(() -> new CountedInput(new ByteArrayInputStream(bytes), bytesRead), null, limits);
        } catch (IOException e) {
            throw new ModelException("the top: " + e.getMessage(), e);
        }
    }

    private static void checkSize(long bytes, ModelLimits limits) throws ModelException {
        if (bytes > limits.fileBytes()) {
            throw new ModelException("the file has " + bytes + " bytes, more than the limit of " + limits.fileBytes());
        }
    }

    private static TreeEnsemble read(Content content, @Nullable ModelFormat given, ModelLimits limits)
            throws IOException, ModelException {
        ModelFormat format = given == null ? detect(content) : given;
        try (InputStream in = content.open()) {
            EnsembleLimits ensemble = limits.ensemble();
            return switch (format) {
                case XGBOOST_JSON -> document(new JsonCursor(in), XgboostReader::read, ensemble);
                case XGBOOST_UBJ -> document(new UbjsonCursor(in), XgboostReader::read, ensemble);
                case LIGHTGBM -> LightgbmReader.read(in, ensemble);
                case SKLEARN -> document(new JsonCursor(in), SklearnReader::read, ensemble);
                case CATBOOST -> document(new JsonCursor(in), CatboostReader::read, ensemble);
                case ONNX -> OnnxReader.read(in, ensemble);
            };
        }
    }

    private static ModelFormat detect(Content content) throws IOException, ModelException {
        try (InputStream in = content.open()) {
            return FormatDetection.of(in);
        }
    }

    /** Reads what a cursor goes over. */
    @FunctionalInterface
    private interface DocumentReader {
        TreeEnsemble read(DocumentCursor cursor, EnsembleLimits limits) throws IOException, ModelException;
    }

    private static TreeEnsemble document(DocumentCursor cursor, DocumentReader reader, EnsembleLimits limits)
            throws ModelException {
        cursor.limitEntries(limits.arrayEntries());
        try {
            return reader.read(cursor, limits);
        } catch (IOException e) {
            throw cursor.broken(e);
        }
    }
}
