@NullMarked
package io.shapservice.local.fake;

import org.jspecify.annotations.NullMarked;
