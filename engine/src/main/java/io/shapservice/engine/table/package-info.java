@NullMarked
package io.shapservice.engine.table;

import org.jspecify.annotations.NullMarked;
