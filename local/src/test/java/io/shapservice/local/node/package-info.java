@NullMarked
package io.shapservice.local.node;

import org.jspecify.annotations.NullMarked;
