@NullMarked
package io.shapservice.worker.memory;

import org.jspecify.annotations.NullMarked;
