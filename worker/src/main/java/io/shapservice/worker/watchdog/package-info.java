/** Finding out from inside that nothing moves any more. */
@NullMarked
package io.shapservice.worker.watchdog;

import org.jspecify.annotations.NullMarked;
