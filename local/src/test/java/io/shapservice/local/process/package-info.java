@NullMarked
package io.shapservice.local.process;

import org.jspecify.annotations.NullMarked;
