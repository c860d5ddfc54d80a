/** Which program stands for which container image. */
@NullMarked
package io.shapservice.local.image;

import org.jspecify.annotations.NullMarked;
