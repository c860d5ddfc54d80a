@NullMarked
package io.shapservice.engine.golden;

import org.jspecify.annotations.NullMarked;
