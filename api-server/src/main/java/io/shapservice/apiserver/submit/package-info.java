/** Rows in: parsed as a stream, cut into batches, stored, submitted. */
@NullMarked
package io.shapservice.apiserver.submit;

import org.jspecify.annotations.NullMarked;
