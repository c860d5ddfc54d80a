@NullMarked
package io.shapservice.local;

import org.jspecify.annotations.NullMarked;
