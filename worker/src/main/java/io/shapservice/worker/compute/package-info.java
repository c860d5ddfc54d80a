/** Explaining batches in slices on one thread. */
@NullMarked
package io.shapservice.worker.compute;

import org.jspecify.annotations.NullMarked;
