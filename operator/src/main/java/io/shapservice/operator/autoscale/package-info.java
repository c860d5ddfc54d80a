/** How many workers a backlog asks for: pure decisions from samples, policy and history. */
@NullMarked
package io.shapservice.operator.autoscale;

import org.jspecify.annotations.NullMarked;
