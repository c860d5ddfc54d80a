/** The managed Redis, its password, and how a service's processes reach a Redis. */
@NullMarked
package io.shapservice.operator.redis;

import org.jspecify.annotations.NullMarked;
