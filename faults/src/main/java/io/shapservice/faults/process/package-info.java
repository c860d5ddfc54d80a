/** Programs as child processes that can be killed, stopped and continued. */
@NullMarked
package io.shapservice.faults.process;

import org.jspecify.annotations.NullMarked;
