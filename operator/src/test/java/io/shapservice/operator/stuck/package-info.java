@NullMarked
package io.shapservice.operator.stuck;

import org.jspecify.annotations.NullMarked;
