@NullMarked
package io.shapservice.operator.autoscale;

import org.jspecify.annotations.NullMarked;
