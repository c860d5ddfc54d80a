/** CatBoost's JSON models, of numeric features. */
@NullMarked
package io.shapservice.engine.model.catboost;

import org.jspecify.annotations.NullMarked;
