/** The operator's own metrics, health and the port that serves them. */
@NullMarked
package io.shapservice.operator.metrics;

import org.jspecify.annotations.NullMarked;
