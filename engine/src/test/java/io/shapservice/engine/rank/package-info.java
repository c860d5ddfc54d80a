@NullMarked
package io.shapservice.engine.rank;

import org.jspecify.annotations.NullMarked;
