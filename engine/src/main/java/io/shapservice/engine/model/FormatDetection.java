package io.shapservice.engine.model;

import io.shapservice.engine.model.document.JsonCursor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells a model's format from its content: the first bytes, and in JSON the first field that only one library writes. */
final class FormatDetection {
    private static final int HEAD = 64;
    /** With one of these begins every length in UBJSON; no field of JSON does. */
    private static final String UBJSON_NEXT = "iUIlL#$N";

    private static final byte ONNX_IR_VERSION = 0x08;
    /** Tags of a ModelProto's other fields. */
    private static final String ONNX_NEXT = "\u0012\u001a\"(2:B";

    private static final Map<String, ModelFormat> BY_FIELD = Map.of(
            "learner", ModelFormat.XGBOOST_JSON,
            "oblivious_trees", ModelFormat.CATBOOST,
            "features_info", ModelFormat.CATBOOST,
            "scale_and_bias", ModelFormat.CATBOOST,
            "model_info", ModelFormat.CATBOOST,
            "ctr_data", ModelFormat.CATBOOST,
            "format", ModelFormat.SKLEARN);

    private FormatDetection() {}

    static ModelFormat of(InputStream in) throws IOException, ModelException {
        byte[] head = in.readNBytes(HEAD);
        int at = afterSpace(head, startsWithByteOrderMark(head) ? 3 : 0);
        boolean object = at + 1 < head.length && head[at] == '{';
        if (object && UBJSON_NEXT.indexOf(head[at + 1]) >= 0) {
            return ModelFormat.XGBOOST_UBJ;
        }
        if (object) {
            return ofJson(new SequenceInputStream(new ByteArrayInputStream(head), in));
        }
        String text = new String(head, at, head.length - at, StandardCharsets.ISO_8859_1);
        if (text.startsWith("tree\n") || text.startsWith("tree\r\n")) {
            return ModelFormat.LIGHTGBM;
        }
        if (isOnnx(head)) {
            return ModelFormat.ONNX;
        }
        String known = otherFile(text);
        throw new ModelException("byte " + at + ": "
                + (known == null
                        ? "not a model format that is read here: XGBoost's JSON or UBJ, LightGBM's text,"
                                + " CatBoost's JSON, ONNX, the JSON of the scikit-learn exporter"
                        : known));
    }

    private static ModelFormat ofJson(InputStream in) throws IOException, ModelException {
        JsonCursor cursor = new JsonCursor(in);
        try {
            String field = cursor.firstFieldOf(BY_FIELD.keySet());
            if (field != null) {
                return Objects.requireNonNull(BY_FIELD.get(field));
            }
        } catch (IOException e) {
            throw cursor.broken(e);
        }
        throw new ModelException("the top: JSON, but not a model format that is read here: XGBoost's save_model writes"
                + " 'learner', CatBoost's save_model 'oblivious_trees', the scikit-learn exporter 'format'");
    }

    /** Protobuf has no magic number, but begins with the IR version, and few fields can follow it. */
    private static boolean isOnnx(byte[] head) {
        return head.length > 2 && head[0] == ONNX_IR_VERSION && head[1] > 0 && ONNX_NEXT.indexOf(head[2]) >= 0;
    }

    /** What people have at hand instead, and what to do. */
    private static @Nullable String otherFile(String text) {
        if (text.startsWith("\u0080")) {
            return "this is a Python pickle, which is never loaded; save the model with"
                    + " booster.save_model(\"model.json\"), or export it when it is scikit-learn's";
        }
        if (text.startsWith("CBM1")) {
            return "this is CatBoost's binary format; save the model with save_model(\"model.json\", format=\"json\")";
        }
        if (text.startsWith("binf") || text.startsWith("bs64")) {
            return "this is XGBoost's old binary format; save the model with booster.save_model(\"model.json\")";
        }
        if (text.startsWith("[")) {
            return "not a model format that is read here: a JSON array, perhaps a dump, which leaves out what"
                    + " explanations need; save the model with booster.save_model(\"model.json\")";
        }
        if (text.startsWith("\u001f\u008b") || text.startsWith("PK")) {
            return "this is a compressed file; unpack it first";
        }
        return text.startsWith("<") ? "this is XML, perhaps PMML, which is not read here" : null;
    }

    private static boolean startsWithByteOrderMark(byte[] head) {
        return Arrays.equals(Arrays.copyOf(head, 3), new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf});
    }

    private static int afterSpace(byte[] head, int from) {
        int at = from;
        while (at < head.length && (head[at] == ' ' || head[at] == '\n' || head[at] == '\r' || head[at] == '\t')) {
            at++;
        }
        return at;
    }
}
