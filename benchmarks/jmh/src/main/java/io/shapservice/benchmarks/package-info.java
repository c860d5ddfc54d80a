/** JMH benchmarks of the engine, on forests made in code. */
@NullMarked
package io.shapservice.benchmarks;

import org.jspecify.annotations.NullMarked;
