package io.shapservice.engine.model.catboost;

import io.shapservice.engine.ensemble.Link;
import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.model.document.DocumentCursor;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wanted of the {@code model_info} object: the loss function, the classes and the version. */
final class ModelInfo {
    private static final Pattern VERSION = Pattern.compile("v(\\d+\\.\\d+(\\.\\d+)?)");

    private static final Pattern TYPE = Pattern.compile("\"type\"\\s*:\\s*\"(\\w+)\"");

    private String loss = "";
    private String library = "CatBoost";
    private List<String> classes = List.of();

    void read(DocumentCursor cursor) throws IOException, ModelException {
        cursor.object(name -> {
            switch (name) {
                case "params" ->
                    inside(cursor, "loss_function", () -> inside(cursor, "type", () -> loss = cursor.text()));
                case "loss_function" -> added(cursor);
                case "class_params" -> inside(cursor, "class_names", () -> classes = cursor.texts());
                case "catboost_version_info" -> version(cursor.text());
                default -> cursor.skip();
            }
        });
    }

    /** Reads one value. */
    @FunctionalInterface
    private interface Value {
        void read() throws IOException, ModelException;
    }

    /** Reads one field of an object; what is no object, as in some versions, is nothing that is needed. */
    private static void inside(DocumentCursor cursor, String field, Value value) throws IOException, ModelException {
        if (!cursor.isObject()) {
            cursor.skip();
            return;
        }
        cursor.object(name -> {
            if (name.equals(field)) {
                value.read();
            } else {
                cursor.skip();
            }
        });
    }

    /** Of models that are added up: JSON in a string. */
    private void added(DocumentCursor cursor) throws IOException, ModelException {
        if (cursor.isNull() || cursor.isArray() || cursor.isObject()) {
            cursor.skip();
            return;
        }
        Matcher matcher = TYPE.matcher(cursor.text());
        if (matcher.find()) {
            loss = matcher.group(1);
        }
    }

    private void version(String text) {
        Matcher matcher = VERSION.matcher(text);
        if (matcher.find()) {
            library = "CatBoost " + matcher.group(1);
        }
    }

    /** What {@code predict} or {@code predict_proba} makes of the raw value: CatBoost's prediction types. */
    Link link() {
        return switch (loss) {
            case "Logloss", "CrossEntropy", "Focal", "MultiClassOneVsAll", "MultiLogloss", "MultiCrossEntropy" ->
                Link.LOGISTIC;
            case "MultiClass" -> Link.SOFTMAX;
            case "Poisson", "Tweedie", "LogLinQuantile" -> Link.EXP;
            case "RMSEWithUncertainty" -> Link.OTHER;
            default -> Link.IDENTITY;
        };
    }

    List<String> outputNames(int outputs) {
        return outputs > 1 && classes.size() == outputs ? classes : List.of();
    }

    String library() {
        return library;
    }
}
