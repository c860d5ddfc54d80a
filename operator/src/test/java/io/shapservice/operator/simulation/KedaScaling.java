package io.shapservice.operator.simulation;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * KEDA 2 with the HorizontalPodAutoscaler that it makes, at their defaults, on the very same measure (seconds of work per worker,
 * 60 as its target): from none to one and back by KEDA, every 30 s and 300 s after the last activity; between one and the most by
 * the autoscaler's rules, every 15 s: tolerance 0.1, up by 4 or by all at once, down to the largest of 300 s.
 */
final class KedaScaling implements Scaling {
    private static final int POLL = 30;
    private static final int COOLDOWN = 300;
    private static final int SYNC = 15;
    private static final int STABILIZATION = 300;
    private static final double TARGET = 60;
    private static final double TOLERANCE = 0.1;

    private final Deque<int[]> recommendations = new ArrayDeque<>();
    private final int min;
    private final int max;
    private int lastActive;
    private int desired;

    KedaScaling(int min, int max) {
        this.min = min;
        this.max = max;
        this.desired = min;
    }

    @Override
    public int desired(SimulatedService service, int second) {
        double work = service.work();
        if (second % POLL == 0 && work > 0) {
            lastActive = second;
            desired = Math.max(1, desired);
        }
        if (min == 0 && second % POLL == 0 && second - lastActive >= COOLDOWN) {
            desired = 0;
        }
        if (second % SYNC == 0 && desired > 0) {
            desired = autoscaler(work, second);
        }
        return desired;
    }

    private int autoscaler(double work, int second) {
        double ratio = work / (TARGET * desired);
        int wanted = Math.abs(ratio - 1) <= TOLERANCE ? desired : (int) Math.ceil(work / TARGET);
        int bounded = Math.clamp(wanted, Math.max(1, min), max);
        recommendations.removeIf(entry -> entry[0] < second - STABILIZATION);
        recommendations.addLast(new int[] {second, bounded});
        if (bounded > desired) {
            return Math.min(bounded, desired + Math.max(4, desired));
        }
        int largest = recommendations.stream().mapToInt(entry -> entry[1]).max().orElse(bounded);
        return Math.min(desired, largest);
    }
}
