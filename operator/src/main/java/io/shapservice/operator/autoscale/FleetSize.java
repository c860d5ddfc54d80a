package io.shapservice.operator.autoscale;

import java.time.Instant;
import java.util.Optional;

/**
 * The fleet as scaling sees it.
 *
 * @param size pods that run or are about to
 * @param unschedulableSince since when a pod has waited for a node with room
 */
public record FleetSize(int size, int ready, Optional<Instant> unschedulableSince) {}
