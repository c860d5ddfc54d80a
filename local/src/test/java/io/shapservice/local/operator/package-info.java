/** The operator on the embedded control plane, with pods that a test plays: what it does, not what pods do. */
@NullMarked
package io.shapservice.local.operator;

import org.jspecify.annotations.NullMarked;
