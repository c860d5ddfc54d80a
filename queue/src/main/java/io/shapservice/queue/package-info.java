/** Jobs, leases and the sample, as Lua scripts on Redis. */
@NullMarked
package io.shapservice.queue;

import org.jspecify.annotations.NullMarked;
