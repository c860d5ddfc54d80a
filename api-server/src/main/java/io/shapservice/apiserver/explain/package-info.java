/** Sync explains: computed in this process, bounded, without Redis. */
@NullMarked
package io.shapservice.apiserver.explain;

import org.jspecify.annotations.NullMarked;
