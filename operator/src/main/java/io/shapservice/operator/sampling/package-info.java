/** Reads the sample of each service by long poll, outside the reconcile threads. */
@NullMarked
package io.shapservice.operator.sampling;

import org.jspecify.annotations.NullMarked;
