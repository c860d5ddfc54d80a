package io.shapservice.engine.model;

/** Formats of model files. */
public enum ModelFormat {
    XGBOOST_JSON,
    XGBOOST_UBJ,
    LIGHTGBM,
    /** The JSON that our exporter writes: docs/sklearn-trees.md. */
    SKLEARN,
    CATBOOST,
    ONNX
}
