package io.shapservice.engine.model.sklearn;

import io.shapservice.engine.ensemble.Arithmetic;
import io.shapservice.engine.ensemble.EnsembleException;
import io.shapservice.engine.ensemble.EnsembleLimits;
import io.shapservice.engine.ensemble.Link;
import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.model.document.DocumentCursor;
import java.io.IOException;
import java.util.List;

/** All of the document but its trees and categories. */
final class HeaderFields {
    private static final int VERSION = 1;

    private String format = "";
    private int version;
    private String kind = "";
    private int features = -1;
    private int outputs = -1;
    private List<String> classes = List.of();
    private List<String> featureNames = List.of();
    private String aggregation = "";
    private double learningRate = 1;
    private double[] init = {};
    private boolean normalizes;
    private String inputType = "float32";
    private String link = "";
    private String library = "";

    /** @return false when the field is not one of these */
    boolean read(String name, DocumentCursor cursor) throws IOException, ModelException {
        if (cursor.isNull()) {
            cursor.skip();
            return true;
        }
        switch (name) {
            case "format" -> format = cursor.text();
            case "version" -> version = version(cursor);
            case "kind" -> kind = cursor.text();
            case "n_features" -> features = cursor.integer();
            case "n_outputs" -> outputs = cursor.integer();
            case "classes" -> classes = cursor.texts();
            case "feature_names" -> featureNames = cursor.texts();
            case "aggregation" -> aggregation = oneOf(cursor, "mean", "sum");
            case "learning_rate" -> learningRate = cursor.real();
            case "init" -> init = cursor.reals();
            case "normalize" -> normalizes = cursor.integer() != 0;
            case "input_dtype" -> inputType = oneOf(cursor, "float32", "float64");
            case "link" -> link = oneOf(cursor, "identity", "logistic", "softmax", "exp", "other");
            case "library" -> library = cursor.text();
            default -> {
                return false;
            }
        }
        return true;
    }

    private static int version(DocumentCursor cursor) throws IOException, ModelException {
        int version = cursor.integer();
        if (version != VERSION) {
            throw cursor.broken(version + " is not a version that is read here; " + VERSION + " is");
        }
        return version;
    }

    private static String oneOf(DocumentCursor cursor, String... words) throws IOException, ModelException {
        String text = cursor.text();
        if (!List.of(words).contains(text)) {
            throw cursor.broken(
                    "'" + text.substring(0, Math.min(30, text.length())) + "' is none of " + String.join(", ", words));
        }
        return text;
    }

    void check(EnsembleLimits limits) throws ModelException, EnsembleException {
        if (!format.equals("sklearn-trees") || version == 0) {
            throw new ModelException("the top: no \"format\": \"sklearn-trees\" with a \"version\", so this is not"
                    + " a model of the scikit-learn exporter");
        }
        if (aggregation.isEmpty() || features < 0 || outputs < 0) {
            throw new ModelException("the top: there is no "
                    + (aggregation.isEmpty() ? "aggregation" : features < 0 ? "n_features" : "n_outputs"));
        }
        if (init.length != 0 && init.length != outputs) {
            throw new ModelException("init: " + init.length + " values for " + outputs + " outputs");
        }
        limits.check("outputs", outputs, limits.outputs());
        if (!Double.isFinite(learningRate)) {
            throw new ModelException("learning_rate: " + learningRate + " is not finite");
        }
    }

    int features() {
        return features;
    }

    List<String> featureNames() {
        return featureNames;
    }

    int outputs() {
        return outputs;
    }

    /** A margin of two classes is one number, which has the name of neither. */
    List<String> outputNames() {
        return outputs > 1 && classes.size() == outputs ? classes : List.of();
    }

    /** Factor on each of so many trees. */
    double weight(int trees) {
        return aggregation.equals("mean") ? learningRate / Math.max(1, trees) : learningRate;
    }

    double[] init() {
        return init.length == 0 ? new double[Math.max(outputs, 0)] : init;
    }

    boolean normalizes() {
        return normalizes;
    }

    Arithmetic arithmetic() {
        return inputType.equals("float32") ? Arithmetic.FLOAT_INPUT : Arithmetic.DOUBLE;
    }

    /** As it is written, else from the kind: a sum of a classifier's trees is a logit. */
    Link link() {
        return switch (link) {
            case "identity" -> Link.IDENTITY;
            case "logistic" -> Link.LOGISTIC;
            case "softmax" -> Link.SOFTMAX;
            case "exp" -> Link.EXP;
            case "other" -> Link.OTHER;
            default ->
                !kind.endsWith("Classifier") || aggregation.equals("mean")
                        ? Link.IDENTITY
                        : outputs == 1 ? Link.LOGISTIC : Link.SOFTMAX;
        };
    }

    String library() {
        return (library.isEmpty() ? "scikit-learn" : library) + (kind.isEmpty() ? "" : " (" + kind + ")");
    }
}
