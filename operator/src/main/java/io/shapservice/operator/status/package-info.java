/** Conditions and figures that a service's status tells. */
@NullMarked
package io.shapservice.operator.status;

import org.jspecify.annotations.NullMarked;
