/** How a worker ends. */
@NullMarked
package io.shapservice.worker.drain;

import org.jspecify.annotations.NullMarked;
