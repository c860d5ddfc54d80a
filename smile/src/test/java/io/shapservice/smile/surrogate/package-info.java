@NullMarked
package io.shapservice.smile.surrogate;

import org.jspecify.annotations.NullMarked;
