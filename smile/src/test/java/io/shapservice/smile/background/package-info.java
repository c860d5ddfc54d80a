@NullMarked
package io.shapservice.smile.background;

import org.jspecify.annotations.NullMarked;
