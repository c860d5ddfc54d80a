package io.shapservice.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.shapservice.crds.status.ShapServiceStatus;
import io.shapservice.operator.apply.Applier;
import io.shapservice.operator.events.EventReason;
import java.util.Objects;

/**
 * Holds pods as they are while it is other services' turn to be changed to what a new version of the operator makes of them. What
 * a person changes in the resource never waits.
 */
final class AwaitUpgrade implements Step {
    @Override
    public StepResult run(Pass pass, Findings soFar) {
        ServiceMemory memory = pass.memory();
        if (!outdated(pass, soFar)) {
            boolean settled = settled(pass);
            if (settled && pass.tools().upgrades().leave(pass.service())) {
                pass.event(EventReason.UPGRADED, "its pods are what this version of the operator makes");
            }
            memory.rolling = memory.rolling && !settled;
            return new StepResult.Proceed(soFar);
        }
        if (changedByAPerson(pass)) {
            memory.rolling = true;
        }
        return new StepResult.Proceed(
                memory.rolling || pass.tools().upgrades().enter(pass.service()) ? soFar : soFar.waiting());
    }

    private static boolean outdated(Pass pass, Findings soFar) {
        String hash = pass.desired().workers().hash();
        return soFar.fleet().live().stream().anyMatch(pod -> !pod.templateHash().equals(hash))
                || pass.desired().manifests().stream()
                        .filter(AwaitUpgrade::hasPods)
                        .anyMatch(manifest -> pass.children()
                                .like(manifest)
                                .filter(live -> !Applier.madeFrom(live, manifest))
                                .isPresent());
    }

    /** Objects whose change restarts pods. */
    static boolean hasPods(HasMetadata manifest) {
        return manifest instanceof Deployment || manifest instanceof StatefulSet;
    }

    private static boolean changedByAPerson(Pass pass) {
        ShapServiceStatus status = pass.resource().getStatus();
        return status == null
                || !Objects.equals(
                        status.observedGeneration(),
                        pass.resource().getMetadata().getGeneration());
    }

    private static boolean settled(Pass pass) {
        return pass.context()
                .getSecondaryResourcesAsStream(Deployment.class)
                .filter(pass.service()::owns)
                .allMatch(AwaitUpgrade::settled);
    }

    private static boolean settled(Deployment deployment) {
        DeploymentStatus status = deployment.getStatus();
        return status != null
                && Objects.equals(
                        status.getObservedGeneration(), deployment.getMetadata().getGeneration())
                && Objects.equals(status.getUpdatedReplicas(), status.getReplicas())
                && (status.getUnavailableReplicas() == null || status.getUnavailableReplicas() == 0);
    }
}
