@NullMarked
package io.shapservice.engine.model.onnx;

import org.jspecify.annotations.NullMarked;
