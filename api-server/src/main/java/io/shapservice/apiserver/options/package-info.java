/** Explanation options as a request states them. */
@NullMarked
package io.shapservice.apiserver.options;

import org.jspecify.annotations.NullMarked;
