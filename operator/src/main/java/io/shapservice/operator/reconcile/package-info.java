/** One pass over one ShapService: ordered steps, then the status. */
@NullMarked
package io.shapservice.operator.reconcile;

import org.jspecify.annotations.NullMarked;
