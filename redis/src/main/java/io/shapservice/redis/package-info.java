/** The one gateway to Redis. */
@NullMarked
package io.shapservice.redis;

import org.jspecify.annotations.NullMarked;
