/** A kubelet in small: pods become processes, and their statuses tell what became of them. */
@NullMarked
package io.shapservice.local.pod;

import org.jspecify.annotations.NullMarked;
