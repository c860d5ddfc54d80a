@NullMarked
package io.shapservice.worker.compute;

import org.jspecify.annotations.NullMarked;
