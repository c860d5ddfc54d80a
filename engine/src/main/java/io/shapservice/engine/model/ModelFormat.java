package io.shapservice.engine.model;

/** Formats of model files, told apart by their first bytes unless the caller knows better. */
public enum ModelFormat {
    XGBOOST_JSON,
    XGBOOST_UBJ;

    static final int HEAD = 64;
    private static final int PICKLE = 0x80;

    static ModelFormat detect(byte[] head) throws ModelException {
        int at = afterSpace(head, startsWithByteOrderMark(head) ? 3 : 0);
        if (at < head.length && head[at] == '{' && at + 1 < head.length) {
            // Every UBJSON length begins with one of these; no JSON object does.
            return "iUIlL#$N".indexOf(head[at + 1]) >= 0 ? XGBOOST_UBJ : XGBOOST_JSON;
        }
        if (head.length > 0 && (head[0] & 0xff) == PICKLE) {
            throw new ModelException("byte 0: this is a Python pickle, which is never loaded;"
                    + " save the model with booster.save_model(\"model.json\")");
        }
        throw new ModelException(
                "byte " + at + ": not a model format that is read here; XGBoost models are read as JSON or"
                        + " UBJ: booster.save_model(\"model.json\")");
    }

    private static boolean startsWithByteOrderMark(byte[] head) {
        return head.length >= 3 && (head[0] & 0xff) == 0xef && (head[1] & 0xff) == 0xbb && (head[2] & 0xff) == 0xbf;
    }

    private static int afterSpace(byte[] head, int from) {
        int at = from;
        while (at < head.length && (head[at] == ' ' || head[at] == '\n' || head[at] == '\r' || head[at] == '\t')) {
            at++;
        }
        return at;
    }
}
