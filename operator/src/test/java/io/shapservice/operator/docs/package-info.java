/** Holds docs/operator.md to what the operator does. */
@NullMarked
package io.shapservice.operator.docs;

import org.jspecify.annotations.NullMarked;
