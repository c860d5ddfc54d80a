@NullMarked
package io.shapservice.operator.metrics;

import org.jspecify.annotations.NullMarked;
