/** Pods' volumes as folders. */
@NullMarked
package io.shapservice.local.volume;

import org.jspecify.annotations.NullMarked;
