@NullMarked
package io.shapservice.engine.explain;

import org.jspecify.annotations.NullMarked;
