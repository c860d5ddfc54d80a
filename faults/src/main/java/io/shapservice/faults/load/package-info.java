/** Jobs that flow while faults happen. */
@NullMarked
package io.shapservice.faults.load;

import org.jspecify.annotations.NullMarked;
