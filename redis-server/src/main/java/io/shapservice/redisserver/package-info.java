/** A real redis-server as a child process, for local mode and for tests. */
@NullMarked
package io.shapservice.redisserver;

import org.jspecify.annotations.NullMarked;
