@NullMarked
package io.shapservice.operator.reconcile;

import org.jspecify.annotations.NullMarked;
