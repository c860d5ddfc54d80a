package io.shapservice.operator.desired;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.shapservice.crds.effective.EffectiveRedis.Managed;
import io.shapservice.crds.effective.EffectiveSpec;
import io.shapservice.operator.manifest.Component;
import io.shapservice.operator.manifest.Images;
import io.shapservice.operator.manifest.Installation;
import io.shapservice.operator.manifest.Labels;
import io.shapservice.operator.manifest.ServiceIdentity;
import io.shapservice.operator.redis.ManagedRedis;
import java.util.ArrayList;
import java.util.List;

/**
 * The children of a service.
 *
 * @param manifests what is applied, in the order in which it is applied
 * @param workers what worker pods are made from; their number is decided elsewhere
 */
public record DesiredState(List<HasMetadata> manifests, WorkerTemplate workers) {
    public DesiredState {
        manifests = List.copyOf(manifests);
    }

    public static DesiredState of(ServiceIdentity service, EffectiveSpec spec, Installation installation) {
        Images images = installation.images().at(spec.version());
        List<HasMetadata> manifests = new ArrayList<>();
        manifests.add(serviceAccount(service));
        manifests.add(config(service, spec));
        if (spec.redis().deployment() instanceof Managed redis) {
            manifests.addAll(ManagedRedis.manifests(service, redis, images.redis()));
        }
        manifests.addAll(NetworkPolicies.of(service, spec, installation.namespace()));
        manifests.add(ApiManifests.service(service, spec.api()));
        manifests.add(ApiManifests.budget(service));
        manifests.add(ApiManifests.deployment(service, spec, images.api()));
        return new DesiredState(manifests, WorkerTemplate.of(service, spec, images.worker()));
    }

    /** An identity without rights and without a token: the processes never talk to Kubernetes. */
    private static ServiceAccount serviceAccount(ServiceIdentity service) {
        return new ServiceAccountBuilder()
                .withMetadata(Labels.metadata(service, Component.API, service.name()))
                .withAutomountServiceAccountToken(false)
                .build();
    }

    private static ConfigMap config(ServiceIdentity service, EffectiveSpec spec) {
        return new ConfigMapBuilder()
                .withMetadata(Labels.metadata(service, Component.API, service.config()))
                .addToData(ModelFiles.CONFIG_FILE, ModelFiles.serviceConfig(spec))
                .build();
    }
}
