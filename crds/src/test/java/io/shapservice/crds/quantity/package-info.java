@NullMarked
package io.shapservice.crds.quantity;

import org.jspecify.annotations.NullMarked;
