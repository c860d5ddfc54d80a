@NullMarked
package io.shapservice.operator;

import org.jspecify.annotations.NullMarked;
