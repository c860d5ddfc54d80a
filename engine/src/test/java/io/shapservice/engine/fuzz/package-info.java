/** What every reader promises of any bytes, for the coverage-guided fuzzer (engine/fuzz/run) and for the replay of what it found. */
@NullMarked
package io.shapservice.engine.fuzz;

import org.jspecify.annotations.NullMarked;
