@NullMarked
package io.shapservice.operator.redis;

import org.jspecify.annotations.NullMarked;
