@NullMarked
package io.shapservice.worker.pipeline;

import org.jspecify.annotations.NullMarked;
