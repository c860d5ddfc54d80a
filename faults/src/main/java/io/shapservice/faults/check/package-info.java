/** What must hold after every fault, read from outside. */
@NullMarked
package io.shapservice.faults.check;

import org.jspecify.annotations.NullMarked;
