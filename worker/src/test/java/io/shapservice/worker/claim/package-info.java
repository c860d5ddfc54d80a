@NullMarked
package io.shapservice.worker.claim;

import org.jspecify.annotations.NullMarked;
