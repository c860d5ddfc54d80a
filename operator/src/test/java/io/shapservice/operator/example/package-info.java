/** Samples and fleets for tests. */
@NullMarked
package io.shapservice.operator.example;

import org.jspecify.annotations.NullMarked;
