@NullMarked
package io.shapservice.local.controlplane;

import org.jspecify.annotations.NullMarked;
