@NullMarked
package io.shapservice.engine.message;

import org.jspecify.annotations.NullMarked;
