package io.shapservice.operator.reconcile;

import io.shapservice.crds.ShapService;
import io.shapservice.operator.events.EventReason;
import io.shapservice.operator.redis.RedisSwitch;
import io.shapservice.operator.status.Blocker;
import io.shapservice.operator.status.ConditionReason;

/** Stops a change between managed and external Redis that nobody has confirmed: the jobs in the old one would be left behind. */
final class KeepRedisKind implements Step {
    private static final String MESSAGE =
            "redis.managed and redis.external were exchanged, which leaves jobs and results behind:"
                    + " change it back, or set the annotation " + ShapService.ALLOW_REDIS_SWITCH + "=true";

    @Override
    public StepResult run(Pass pass, Findings soFar) {
        if (!RedisSwitch.refused(pass.resource(), pass.spec().redis())) {
            return new StepResult.Proceed(soFar);
        }
        pass.event(EventReason.REDIS_SWITCH_REFUSED, MESSAGE);
        return new StepResult.Halt(soFar.blocked(new Blocker(ConditionReason.REDIS_SWITCH_REFUSED, MESSAGE)));
    }
}
