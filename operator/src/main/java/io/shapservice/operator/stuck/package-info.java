/** Which workers are alive but make no progress: a pure judgement over two successive samples. */
@NullMarked
package io.shapservice.operator.stuck;

import org.jspecify.annotations.NullMarked;
