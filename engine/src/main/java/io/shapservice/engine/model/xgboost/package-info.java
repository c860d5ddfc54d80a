/** XGBoost's JSON and UBJ models, versions 1.x to 3.x. */
@NullMarked
package io.shapservice.engine.model.xgboost;

import org.jspecify.annotations.NullMarked;
