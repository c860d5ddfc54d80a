package io.shapservice.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.shapservice.operator.apply.Applier;
import io.shapservice.operator.events.EventReason;
import java.util.List;
import java.util.Objects;

/**
 * Removes what the operator once made and the resource no longer asks for: policies that were switched off, and a managed Redis
 * after the switch to an external one that the annotation allowed. Its volume follows its own retention policy.
 */
final class PruneManifests implements Step {
    private static final List<Class<? extends HasMetadata>> KINDS =
            List.of(NetworkPolicy.class, StatefulSet.class, Service.class);

    @Override
    public StepResult run(Pass pass, Findings soFar) {
        for (Class<? extends HasMetadata> kind : KINDS) {
            List<? extends HasMetadata> surplus = pass.context()
                    .getSecondaryResourcesAsStream(kind)
                    .filter(pass.service()::owns)
                    .filter(Applier::madeByUs)
                    .filter(live -> live.getMetadata().getDeletionTimestamp() == null)
                    .filter(live -> !wanted(pass, live))
                    .toList();
            for (HasMetadata live : surplus) {
                String what = live.getKind() + " " + live.getMetadata().getName();
                try {
                    pass.tools().client().resource(live).delete();
                } catch (KubernetesClientException e) {
                    return new StepResult.Halt(ApplyManifests.failed(pass, soFar, what, e));
                }
                pass.event(EventReason.REMOVED, what + " is removed: the resource does not ask for it any more");
            }
        }
        return new StepResult.Proceed(soFar);
    }

    private static boolean wanted(Pass pass, HasMetadata live) {
        return pass.desired().manifests().stream()
                .anyMatch(manifest -> manifest.getKind().equals(live.getKind())
                        && Objects.equals(
                                manifest.getMetadata().getName(),
                                live.getMetadata().getName()));
    }
}
