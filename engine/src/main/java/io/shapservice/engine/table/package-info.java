/** Rows to explain, read from npy, CSV and JSON within limits, and arrays written as npy. */
@NullMarked
package io.shapservice.engine.table;

import org.jspecify.annotations.NullMarked;
