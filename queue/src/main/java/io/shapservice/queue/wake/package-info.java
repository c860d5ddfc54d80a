/** Being told sooner than by asking again. Every ring may be lost, and then costs no more than the wait until the next question. */
@NullMarked
package io.shapservice.queue.wake;

import org.jspecify.annotations.NullMarked;
