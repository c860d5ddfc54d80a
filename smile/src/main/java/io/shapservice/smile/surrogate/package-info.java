/** Models trained here, to stand for one that cannot be read: trees by Smile, explained by the engine. */
@NullMarked
package io.shapservice.smile.surrogate;

import org.jspecify.annotations.NullMarked;
