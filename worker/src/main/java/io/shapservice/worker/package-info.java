/** Claims batches, explains them, commits the results. */
@NullMarked
package io.shapservice.worker;

import org.jspecify.annotations.NullMarked;
