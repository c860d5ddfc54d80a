@NullMarked
package io.shapservice.worker.lifecycle;

import org.jspecify.annotations.NullMarked;
