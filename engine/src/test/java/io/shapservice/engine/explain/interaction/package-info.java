@NullMarked
package io.shapservice.engine.explain.interaction;

import org.jspecify.annotations.NullMarked;
