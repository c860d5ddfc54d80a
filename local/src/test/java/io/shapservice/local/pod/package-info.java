@NullMarked
package io.shapservice.local.pod;

import org.jspecify.annotations.NullMarked;
