@NullMarked
package io.shapservice.operator.desired;

import org.jspecify.annotations.NullMarked;
