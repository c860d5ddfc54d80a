@NullMarked
package io.shapservice.engine.ensemble;

import org.jspecify.annotations.NullMarked;
