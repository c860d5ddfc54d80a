/** How far a worker is on its way from its start to its exit code. */
@NullMarked
package io.shapservice.worker.lifecycle;

import org.jspecify.annotations.NullMarked;
