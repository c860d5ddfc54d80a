/** Reconciles ShapServices: desired state, scaling, stuck workers. */
@NullMarked
package io.shapservice.operator;

import org.jspecify.annotations.NullMarked;
