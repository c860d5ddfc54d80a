package io.shapservice.operator.desired;

import static io.shapservice.protocol.env.EnvironmentVariable.AGGRESSIVE_MEMORY_MANAGEMENT;
import static io.shapservice.protocol.env.EnvironmentVariable.MEMORY_THRESHOLD_MB;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.shapservice.crds.effective.EffectiveMemory;
import io.shapservice.crds.effective.EffectivePod;
import io.shapservice.crds.effective.EffectiveSpec;
import io.shapservice.operator.manifest.Component;
import io.shapservice.operator.manifest.Digest;
import io.shapservice.operator.manifest.Labels;
import io.shapservice.operator.manifest.Restricted;
import io.shapservice.operator.manifest.ServiceIdentity;
import io.shapservice.protocol.Ports;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What every worker of a service is made from. Workers are pods of their own, not of a Deployment: which one goes is the
 * operator's choice, and a replacement does not wait for the one that it replaces.
 *
 * @param labels besides the operator's own
 * @param annotations besides the operator's own
 * @param hash of all that; a pod with another one is out of date
 */
public record WorkerTemplate(
        ServiceIdentity service,
        Map<String, String> labels,
        Map<String, String> annotations,
        PodSpec spec,
        String hash) {
    /** The operator has had its chance by then; the kubelet acts when operator and API are gone. */
    private static final int LIVENESS_FAILURES = 10;

    private static final long KILL_GRACE_SECONDS = 5;

    public static WorkerTemplate of(ServiceIdentity service, EffectiveSpec spec, String image) {
        ProcessPod process =
                new ProcessPod(service, spec, Component.WORKER, spec.memory().limit());
        PodSpec pod = process.pod()
                .withRestartPolicy("Always")
                .addToContainers(container(process, spec, image))
                .build();
        EffectivePod asked = spec.workers().pod();
        String hash = Digest.of(List.of(asked.labels(), asked.annotations(), pod));
        return new WorkerTemplate(service, asked.labels(), asked.annotations(), pod, hash);
    }

    public Pod pod(int ordinal, int incarnation) {
        return new PodBuilder()
                .withMetadata(Labels.metadata(service, Component.WORKER, service.worker(ordinal, incarnation)))
                .editMetadata()
                .withLabels(PodOverrides.under(Labels.of(service, Component.WORKER), labels))
                .withAnnotations(annotations)
                .addToLabels(Labels.ORDINAL, Integer.toString(ordinal))
                .addToLabels(Labels.INCARNATION, Integer.toString(incarnation))
                .addToAnnotations(Labels.TEMPLATE_HASH, hash)
                // A pod without a controller that cluster-autoscaler knows would keep its node alive.
                .addToAnnotations("cluster-autoscaler.kubernetes.io/safe-to-evict", "true")
                .endMetadata()
                .withSpec(spec)
                .build();
    }

    private static Container container(ProcessPod process, EffectiveSpec spec, String image) {
        EffectiveMemory memory = spec.memory();
        return new ContainerBuilder()
                .withName(Component.WORKER.label())
                .withImage(image)
                .withEnv(process.environment())
                .addToEnv(
                        ProcessPod.variable(
                                MEMORY_THRESHOLD_MB,
                                Long.toString(memory.threshold().mebibytes())),
                        ProcessPod.variable(AGGRESSIVE_MEMORY_MANAGEMENT, Boolean.toString(memory.aggressive())))
                .addNewPort()
                .withName(ProcessPod.MANAGEMENT)
                .withContainerPort(Ports.MANAGEMENT)
                .endPort()
                .withStartupProbe(process.probe("/health/live", 2, 60).build())
                .withReadinessProbe(process.probe("/health/ready", 2, 3).build())
                .withLivenessProbe(liveness(process, spec.workers().stuckAfter()))
                .withResources(process.resources())
                .withSecurityContext(Restricted.container())
                .withVolumeMounts(process.mounts())
                .addAllToVolumeMounts(process.overrides().mounts())
                .build();
    }

    /** Fails for good after 2 × stuckAfter. */
    private static Probe liveness(ProcessPod process, Duration stuckAfter) {
        int period = (int) Math.max(1, stuckAfter.toSeconds() * 2 / LIVENESS_FAILURES);
        return process.probe("/health/live", period, LIVENESS_FAILURES)
                .withTerminationGracePeriodSeconds(KILL_GRACE_SECONDS)
                .build();
    }
}
