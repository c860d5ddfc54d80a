/** Few weighted rows that stand for many. */
@NullMarked
package io.shapservice.smile.background;

import org.jspecify.annotations.NullMarked;
