/** An embedded control plane and a node that runs pods as processes. */
@NullMarked
package io.shapservice.local;

import org.jspecify.annotations.NullMarked;
