/** Faults, what must hold after each, and what was measured. */
@NullMarked
package io.shapservice.faults.scenario;

import org.jspecify.annotations.NullMarked;
