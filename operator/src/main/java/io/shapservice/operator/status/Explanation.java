package io.shapservice.operator.status;

import io.shapservice.operator.autoscale.Decision;

/** A decision in words that stay the same while nothing changes. */
final class Explanation {
    private Explanation() {}

    static String of(Decision decision, Observation seen) {
        return switch (decision.reason()) {
            case FOLLOWS_BACKLOG -> "as many workers as the backlog asks for";
            case COOLING_DOWN ->
                "fewer workers would do; some go when they have not been needed for all of scaleDownAfter";
            case AT_MAXIMUM -> "the backlog asks for more than workers.maxReplicas: raise it to go faster";
            case SATURATED ->
                "the last growth brought less than a fifth of the throughput expected: look at the nodes' CPU and at Redis";
            case UNSCHEDULABLE -> "no node has had room for a worker for 60s: add nodes, or lower memory.limit";
            case SAMPLE_UNREACHABLE -> "the number is kept: " + Conditions.silence(seen);
            case REDIS_UNREACHABLE -> "the number is kept: Redis is not reachable";
            case MANUAL -> "workers.mode is Manual: workers.replicas decides";
            case ADVISORY ->
                "workers.mode is Advisory: %d would be right, nothing is done".formatted(decision.desired());
        };
    }
}
