package io.shapservice.operator.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Jobs as they might come in a week: quiet nights and weekends, a busy middle of the day, now and then a large job, and bursts of
 * small ones. The same seed gives the same week.
 */
final class Traffic {
    static final int DAY = 86_400;
    private static final double SECONDS_PER_BATCH = 1.5;

    private final SplittableRandom random;
    private int burstUntil;

    Traffic(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Costs, in CPU seconds, of the batches that come within this span. */
    List<Double> arrivals(int second, int span) {
        List<Double> batches = new ArrayList<>();
        if (random.nextDouble() < span / 5400.0 * activity(second)) {
            burstUntil = second + 120 + random.nextInt(600);
        }
        double jobsPerHour = activity(second) * (second < burstUntil ? 900 : 60);
        if (random.nextDouble() < span * jobsPerHour / 3600) {
            add(batches, logNormal(12, 1.1));
        }
        if (random.nextDouble() < span * 2 * activity(second) / 3600) {
            add(batches, logNormal(600, 0.8));
        }
        return batches;
    }

    private void add(List<Double> batches, double count) {
        for (int i = 0; i < Math.clamp(Math.round(count), 1, 3000); i++) {
            batches.add(SECONDS_PER_BATCH * (0.7 + 0.6 * random.nextDouble()));
        }
    }

    /** 0 to 1: nothing much at night, a tenth at weekends. */
    private static double activity(int second) {
        double hour = second % DAY / 3600.0;
        double day = Math.max(0.02, Math.sin(Math.PI * (hour - 6) / 14));
        return second / DAY % 7 >= 5 ? day * 0.1 : day;
    }

    private double logNormal(double median, double sigma) {
        // Twelve uniform numbers, less six, are as good as normal here, and the same everywhere.
        double normal = -6;
        for (int i = 0; i < 12; i++) {
            normal += random.nextDouble();
        }
        return median * Math.exp(sigma * normal);
    }
}
