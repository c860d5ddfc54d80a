package io.shapservice.local.workload;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import org.jspecify.annotations.Nullable;

/**
 * How many pods of a new and of the old templates there should be.
 *
 * @param surge pods above the desired count
 * @param unavailable pods that may be missing from it
 */
record Rollout(int desired, int surge, int unavailable) {

    /** The pods of one side: how many are asked for, how many are ready. */
    record Side(int asked, int ready) {}

    static Rollout of(int desired, @Nullable DeploymentStrategy strategy) {
        if (strategy != null && "Recreate".equals(strategy.getType())) {
            return new Rollout(desired, 0, desired);
        }
        var rolling = strategy == null ? null : strategy.getRollingUpdate();
        int surge = amount(rolling == null ? null : rolling.getMaxSurge(), desired, true);
        int unavailable = amount(rolling == null ? null : rolling.getMaxUnavailable(), desired, false);
        return new Rollout(desired, surge, surge == 0 && unavailable == 0 ? 1 : unavailable);
    }

    private static int amount(@Nullable IntOrString value, int desired, boolean up) {
        if (value != null && value.getStrVal() == null) {
            return value.getIntVal();
        }
        String percent = value == null ? "25%" : value.getStrVal();
        double exact = desired * Double.parseDouble(percent.replace("%", "")) / 100;
        return (int) (up ? Math.ceil(exact) : Math.floor(exact));
    }

    /** Pods that the new template should have now. */
    int next(Side current, Side old) {
        if (current.asked() >= desired) {
            return desired;
        }
        int room = desired + surge - current.asked() - old.asked();
        return Math.min(desired, current.asked() + Math.max(0, room));
    }

    /** Pods of old templates that may go now: those that do not serve, then as many as others stand in for. */
    int retire(Side current, Side old) {
        int idle = old.asked() - old.ready();
        int spare = current.ready() + old.ready() - (desired - unavailable);
        return Math.min(old.asked(), idle + Math.max(0, Math.min(spare, old.ready())));
    }
}
