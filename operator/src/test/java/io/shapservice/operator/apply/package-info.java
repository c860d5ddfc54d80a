@NullMarked
package io.shapservice.operator.apply;

import org.jspecify.annotations.NullMarked;
