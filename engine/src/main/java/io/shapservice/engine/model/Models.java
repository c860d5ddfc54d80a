package io.shapservice.engine.model;

import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.model.document.DocumentCursor;
import io.shapservice.engine.model.document.JsonCursor;
import io.shapservice.engine.model.document.UbjsonCursor;
import io.shapservice.engine.model.xgboost.XgboostReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads a model; the format is told from the content unless it is given, never from the file's name. */
public final class Models {
    private Models() {}

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
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            checkSize(Files.size(file), limits);
            head = in.readNBytes(ModelFormat.HEAD);
        } catch (IOException e) {
            throw new ModelException(file + ": cannot be read: " + e.getMessage(), e);
        }
        ModelFormat format = given == null ? ModelFormat.detect(head) : given;
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, format, limits);
        } catch (IOException e) {
            throw new ModelException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    public static TreeEnsemble read(byte[] bytes) throws ModelException {
        return read(bytes, ModelLimits.ofThisProcess());
    }

    public static TreeEnsemble read(byte[] bytes, ModelLimits limits) throws ModelException {
        checkSize(bytes.length, limits);
        ModelFormat format = ModelFormat.detect(Arrays.copyOf(bytes, Math.min(bytes.length, ModelFormat.HEAD)));
        try {
            return read(new ByteArrayInputStream(bytes), format, limits);
        } catch (IOException e) {
            throw new ModelException("the top: " + e.getMessage(), e);
        }
    }

    private static void checkSize(long bytes, ModelLimits limits) throws ModelException {
        if (bytes > limits.fileBytes()) {
            throw new ModelException("the file has " + bytes + " bytes, more than the limit of " + limits.fileBytes());
        }
    }

    private static TreeEnsemble read(InputStream in, ModelFormat format, ModelLimits limits)
            throws IOException, ModelException {
        DocumentCursor cursor = switch (format) {
            case XGBOOST_JSON -> new JsonCursor(in);
            case XGBOOST_UBJ -> new UbjsonCursor(in);
        };
        try {
            return XgboostReader.read(cursor, limits.ensemble());
        } catch (IOException e) {
            throw cursor.broken(e);
        }
    }
}
