package io.shapservice.operator.desired;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.shapservice.crds.effective.EffectiveApi;
import io.shapservice.crds.effective.EffectiveSpec;
import io.shapservice.crds.spec.ApiServiceSpec.ServiceType;
import io.shapservice.operator.manifest.Component;
import io.shapservice.operator.manifest.Labels;
import io.shapservice.operator.manifest.MountedSecret;
import io.shapservice.operator.manifest.Restricted;
import io.shapservice.operator.manifest.ServiceIdentity;
import io.shapservice.protocol.Ports;
import io.shapservice.protocol.env.EnvironmentVariable;

/** The API: a Deployment and the Service in front of it. */
final class ApiManifests {
    private static final String HTTP = "http";
    private static final MountedSecret KEYS =
            new MountedSecret("api-keys", "/etc/shap-api-keys", "keys", EnvironmentVariable.API_KEYS_FILE);

    private ApiManifests() {}

    static Service service(ServiceIdentity service, EffectiveApi api) {
        return new ServiceBuilder()
                .withMetadata(Labels.metadata(service, Component.API, service.api()))
                .editMetadata()
                .addToAnnotations(api.serviceAnnotations())
                .endMetadata()
                .withNewSpec()
                .withType(api.serviceType() == ServiceType.LOAD_BALANCER ? "LoadBalancer" : "ClusterIP")
                .withSelector(Labels.selector(service, Component.API))
                .addNewPort()
                .withName(HTTP)
                .withPort(Ports.API)
                .withTargetPort(new IntOrString(HTTP))
                .endPort()
                .endSpec()
                .build();
    }

    /** A drain takes one pod after the other, and one that is not Ready does not hold it up. */
    static PodDisruptionBudget budget(ServiceIdentity service) {
        return new PodDisruptionBudgetBuilder()
                .withMetadata(Labels.metadata(service, Component.API, service.api()))
                .withNewSpec()
                .withMaxUnavailable(new IntOrString(1))
                .withUnhealthyPodEvictionPolicy("AlwaysAllow")
                .withNewSelector()
                .withMatchLabels(Labels.selector(service, Component.API))
                .endSelector()
                .endSpec()
                .build();
    }

    static Deployment deployment(ServiceIdentity service, EffectiveSpec spec, String image) {
        ProcessPod process =
                new ProcessPod(service, spec, Component.API, spec.api().memory());
        return new DeploymentBuilder()
                .withMetadata(Labels.metadata(service, Component.API, service.api()))
                .withNewSpec()
                .withReplicas(spec.api().replicas().orElse(null))
                .withNewSelector()
                .withMatchLabels(Labels.selector(service, Component.API))
                .endSelector()
                .withNewStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withMaxSurge(new IntOrString(1))
                .withMaxUnavailable(new IntOrString(0))
                .endRollingUpdate()
                .endStrategy()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(PodOverrides.under(
                        Labels.of(service, Component.API), spec.api().pod().labels()))
                .withAnnotations(spec.api().pod().annotations())
                .endMetadata()
                .withSpec(process.pod()
                        .addAllToVolumes(ModelFiles.volumes(spec))
                        .addAllToVolumes(spec.api().apiKeys().stream()
                                .map(keys -> KEYS.volume(keys.secret(), keys.key()))
                                .toList())
                        .addToContainers(container(process, spec, image))
                        .build())
                .endTemplate()
                .endSpec()
                .build();
    }

    private static Container container(ProcessPod process, EffectiveSpec spec, String image) {
        return new ContainerBuilder()
                .withName(Component.API.label())
                .withImage(image)
                .withEnv(process.environment())
                .addAllToEnv(spec.api().apiKeys().stream()
                        .map(_ -> KEYS.environment())
                        .toList())
                .addNewPort()
                .withName(HTTP)
                .withContainerPort(Ports.API)
                .endPort()
                .addNewPort()
                .withName(ProcessPod.MANAGEMENT)
                .withContainerPort(Ports.MANAGEMENT)
                .endPort()
                .withStartupProbe(process.probe("/health/live", 2, 60).build())
                .withReadinessProbe(process.probe("/health/ready", 2, 3).build())
                .withLivenessProbe(process.probe("/health/live", 10, 3).build())
                .withResources(process.resources())
                .withSecurityContext(Restricted.container())
                .withVolumeMounts(process.mounts())
                .addAllToVolumeMounts(ModelFiles.mounts(spec))
                .addAllToVolumeMounts(
                        spec.api().apiKeys().stream().map(_ -> KEYS.mount()).toList())
                .addAllToVolumeMounts(process.overrides().mounts())
                .build();
    }
}
