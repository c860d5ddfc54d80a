/** How errors of the engine are put to people. */
@NullMarked
package io.shapservice.engine.message;

import org.jspecify.annotations.NullMarked;
