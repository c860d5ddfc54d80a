@NullMarked
package io.shapservice.engine.model.sklearn;

import org.jspecify.annotations.NullMarked;
