@NullMarked
package io.shapservice.operator.pods;

import org.jspecify.annotations.NullMarked;
