/** Quantities and durations as Kubernetes users write them. */
@NullMarked
package io.shapservice.crds.quantity;

import org.jspecify.annotations.NullMarked;
