/** A week of bursty traffic, replayed to the operator's scaling and to the rules of KEDA with a HorizontalPodAutoscaler. */
@NullMarked
package io.shapservice.operator.simulation;

import org.jspecify.annotations.NullMarked;
