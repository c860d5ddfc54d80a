/** The network between the programs and Redis, which can go silent or slow. */
@NullMarked
package io.shapservice.faults.link;

import org.jspecify.annotations.NullMarked;
