package io.shapservice.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.shapservice.operator.events.EventReason;
import io.shapservice.operator.status.Blocker;
import io.shapservice.operator.status.ConditionReason;
import java.util.Optional;

/** Applies every manifest that differs from what there is. */
final class ApplyManifests implements Step {
    @Override
    public StepResult run(Pass pass, Findings soFar) {
        for (HasMetadata manifest : pass.desired().manifests()) {
            if (soFar.upgradeWaits()
                    && AwaitUpgrade.hasPods(manifest)
                    && pass.children().like(manifest).isPresent()) {
                continue;
            }
            try {
                apply(pass, manifest);
            } catch (KubernetesClientException e) {
                String what = manifest.getKind() + " " + manifest.getMetadata().getName();
                return new StepResult.Halt(failed(pass, soFar, what, e));
            }
        }
        return new StepResult.Proceed(soFar.applied());
    }

    private static <T extends HasMetadata> void apply(Pass pass, T manifest) {
        @SuppressWarnings("unchecked")
        Optional<T> live = (Optional<T>) pass.children().like(manifest);
        pass.tools().applier().apply(manifest, live).ifPresent(written -> pass.remember(written, live));
    }

    static Findings failed(Pass pass, Findings soFar, String what, KubernetesClientException e) {
        String why = e.getStatus() == null
                ? String.valueOf(e.getMessage())
                : e.getStatus().getMessage();
        String message = what + " could not be written: " + why;
        pass.event(EventReason.APPLY_FAILED, message);
        return soFar.blocked(new Blocker(ConditionReason.APPLY_FAILED, message));
    }
}
