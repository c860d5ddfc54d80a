/** Staying inside the container's memory. */
@NullMarked
package io.shapservice.worker.memory;

import org.jspecify.annotations.NullMarked;
