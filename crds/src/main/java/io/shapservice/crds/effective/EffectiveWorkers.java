package io.shapservice.crds.effective;

import static io.shapservice.crds.effective.Absent.or;

import io.shapservice.crds.quantity.GoDuration;
import io.shapservice.crds.spec.Defaults;
import io.shapservice.crds.spec.WorkersMode;
import io.shapservice.crds.spec.WorkersSpec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many workers there are, and when one counts as stuck.
 *
 * @param replicas what mode Manual asks for; {@code minReplicas} when it was not said
 */
public record EffectiveWorkers(
        WorkersMode mode,
        int replicas,
        int minReplicas,
        int maxReplicas,
        Duration targetDrain,
        Duration stuckAfter,
        Duration scaleDownAfter,
        EffectivePod pod) {
    private static final WorkersSpec NOTHING_SAID = new WorkersSpec(null, null, null, null, null, null, null, null);

    static EffectiveWorkers of(@Nullable WorkersSpec written) {
        WorkersSpec spec = or(written, NOTHING_SAID);
        int minReplicas = or(spec.minReplicas(), Integer.valueOf(Defaults.MIN_REPLICAS));
        return new EffectiveWorkers(
                or(spec.mode(), WorkersMode.AUTO),
                or(spec.replicas(), minReplicas),
                minReplicas,
                or(spec.maxReplicas(), Integer.valueOf(Defaults.MAX_REPLICAS)),
                GoDuration.parse(or(spec.targetDrain(), Defaults.TARGET_DRAIN)),
                GoDuration.parse(or(spec.stuckAfter(), Defaults.STUCK_AFTER)),
                GoDuration.parse(or(spec.scaleDownAfter(), Defaults.SCALE_DOWN_AFTER)),
                EffectivePod.of(spec.podTemplate()));
    }
}
