/** A node of one machine: controllers, kubelet and services together. */
@NullMarked
package io.shapservice.local.node;

import org.jspecify.annotations.NullMarked;
