@NullMarked
package io.shapservice.engine.model.catboost;

import org.jspecify.annotations.NullMarked;
