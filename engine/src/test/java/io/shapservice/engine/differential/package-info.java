/** Our side of the comparison with unseen models: engine/differential. */
@NullMarked
package io.shapservice.engine.differential;

import org.jspecify.annotations.NullMarked;
