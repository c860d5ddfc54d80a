package io.shapservice.engine.fuzz;

import io.shapservice.engine.model.ModelFormat;
import io.shapservice.engine.table.CsvRows;
import io.shapservice.engine.table.JsonRows;
import io.shapservice.engine.table.NpyRows;
import java.util.Arrays;
import java.util.Locale;

/** The readers that are fuzzed. */
enum FuzzTarget {
    XGBOOST_JSON,
    XGBOOST_UBJ,
    LIGHTGBM,
    SKLEARN,
    CATBOOST,
    ONNX,
    /** A model whose format is told from its content. */
    MODEL,
    NPY,
    CSV,
    JSON_ROWS;

    /** Of its corpus, and for the command line. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static FuzzTarget labelled(String label) {
        return Arrays.stream(values())
                .filter(target -> target.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no target " + label));
    }

    Property property() {
        return switch (this) {
            case XGBOOST_JSON -> new ModelProperty(ModelFormat.XGBOOST_JSON);
            case XGBOOST_UBJ -> new ModelProperty(ModelFormat.XGBOOST_UBJ);
            case LIGHTGBM -> new ModelProperty(ModelFormat.LIGHTGBM);
            case SKLEARN -> new ModelProperty(ModelFormat.SKLEARN);
            case CATBOOST -> new ModelProperty(ModelFormat.CATBOOST);
            case ONNX -> new ModelProperty(ModelFormat.ONNX);
            case MODEL -> new ModelProperty(null);
            case NPY -> new TableProperty(NpyRows::open);
            case CSV -> new TableProperty(CsvRows::open);
            case JSON_ROWS -> new TableProperty(JsonRows::open);
        };
    }
}
