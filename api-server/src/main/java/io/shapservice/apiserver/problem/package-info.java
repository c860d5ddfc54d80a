/** Errors as RFC 9457 documents. */
@NullMarked
package io.shapservice.apiserver.problem;

import org.jspecify.annotations.NullMarked;
