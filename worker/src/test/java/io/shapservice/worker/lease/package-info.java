@NullMarked
package io.shapservice.worker.lease;

import org.jspecify.annotations.NullMarked;
