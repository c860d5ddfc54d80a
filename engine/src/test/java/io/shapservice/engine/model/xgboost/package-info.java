@NullMarked
package io.shapservice.engine.model.xgboost;

import org.jspecify.annotations.NullMarked;
