@NullMarked
package io.shapservice.engine.background;

import org.jspecify.annotations.NullMarked;
