/** Worker processes that fail at a named step of their work. */
@NullMarked
package io.shapservice.worker.fault;

import org.jspecify.annotations.NullMarked;
