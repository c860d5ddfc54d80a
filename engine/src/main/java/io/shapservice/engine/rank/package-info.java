/**
 * Rows as integer codes. A split only asks on which side of a threshold of the model a value lies, so a value is looked up once
 * among its feature's thresholds, and each split that asks is one integer comparison, the same for every source library.
 */
@NullMarked
package io.shapservice.engine.rank;

import org.jspecify.annotations.NullMarked;
