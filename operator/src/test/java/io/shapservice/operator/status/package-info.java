@NullMarked
package io.shapservice.operator.status;

import org.jspecify.annotations.NullMarked;
