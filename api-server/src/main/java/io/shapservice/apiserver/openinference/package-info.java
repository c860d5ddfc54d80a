/** The Open Inference Protocol V2 over REST. */
@NullMarked
package io.shapservice.apiserver.openinference;

import org.jspecify.annotations.NullMarked;
