@NullMarked
package io.shapservice.operator.sampling;

import org.jspecify.annotations.NullMarked;
