/** LightGBM's text models, as {@code Booster.save_model} writes them, versions v2 to v4. */
@NullMarked
package io.shapservice.engine.model.lightgbm;

import org.jspecify.annotations.NullMarked;
