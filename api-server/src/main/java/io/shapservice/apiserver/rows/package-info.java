/** Rows in: the bodies of requests as tables in a model's column order. */
@NullMarked
package io.shapservice.apiserver.rows;

import org.jspecify.annotations.NullMarked;
