@NullMarked
package io.shapservice.engine.model.lightgbm;

import org.jspecify.annotations.NullMarked;
