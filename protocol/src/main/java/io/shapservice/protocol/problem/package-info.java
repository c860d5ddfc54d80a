@NullMarked
package io.shapservice.protocol.problem;

import org.jspecify.annotations.NullMarked;
