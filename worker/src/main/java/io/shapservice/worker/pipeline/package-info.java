/** Handing work from one stage to the next. */
@NullMarked
package io.shapservice.worker.pipeline;

import org.jspecify.annotations.NullMarked;
