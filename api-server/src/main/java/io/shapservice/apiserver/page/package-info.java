/** The page at the root. */
@NullMarked
package io.shapservice.apiserver.page;

import org.jspecify.annotations.NullMarked;
