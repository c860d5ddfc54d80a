/** Explained rows as nested JSON arrays. */
@NullMarked
package io.shapservice.apiserver.arrays;

import org.jspecify.annotations.NullMarked;
