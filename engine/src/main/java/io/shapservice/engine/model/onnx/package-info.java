/**
 * Reads ONNX graphs whose work is done by tree ensembles: TreeEnsembleRegressor and TreeEnsembleClassifier of {@code ai.onnx.ml} 1
 * and 3, TreeEnsemble of {@code ai.onnx.ml} 5. The messages are read field by field from Protobuf's coded stream, with the numbers
 * of <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>.
 */
@NullMarked
package io.shapservice.engine.model.onnx;

import org.jspecify.annotations.NullMarked;
