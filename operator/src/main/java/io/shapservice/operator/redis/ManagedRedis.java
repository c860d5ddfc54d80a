package io.shapservice.operator.redis;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.shapservice.crds.effective.EffectiveRedis.Managed;
import io.shapservice.crds.quantity.MemorySize;
import io.shapservice.crds.spec.RetentionPolicy;
import io.shapservice.operator.manifest.Component;
import io.shapservice.operator.manifest.Labels;
import io.shapservice.operator.manifest.Restricted;
import io.shapservice.operator.manifest.ServiceIdentity;
import java.util.List;

/** A single Redis with its data on a volume. Its pod changes only when its own settings do. */
public final class ManagedRedis {
    public static final int PORT = 6379;
    private static final String DATA = "data";
    private static final String ACL = "acl";

    private ManagedRedis() {}

    public static List<HasMetadata> manifests(ServiceIdentity service, Managed redis, String defaultImage) {
        return List.of(
                service(service), statefulSet(service, redis, redis.image().orElse(defaultImage)));
    }

    private static Service service(ServiceIdentity service) {
        return new ServiceBuilder()
                .withMetadata(Labels.metadata(service, Component.REDIS, service.redis()))
                .withNewSpec()
                .withType("ClusterIP")
                .withSelector(Labels.selector(service, Component.REDIS))
                .addNewPort()
                .withName("redis")
                .withPort(PORT)
                .withTargetPort(new IntOrString("redis"))
                .endPort()
                .endSpec()
                .build();
    }

    private static StatefulSet statefulSet(ServiceIdentity service, Managed redis, String image) {
        return new StatefulSetBuilder()
                .withMetadata(Labels.metadata(service, Component.REDIS, service.redis()))
                .withNewSpec()
                .withReplicas(1)
                .withServiceName(service.redis())
                .withNewSelector()
                .withMatchLabels(Labels.selector(service, Component.REDIS))
                .endSelector()
                .withNewPersistentVolumeClaimRetentionPolicy()
                .withWhenDeleted(redis.retentionPolicy() == RetentionPolicy.DELETE ? "Delete" : "Retain")
                .withWhenScaled("Retain")
                .endPersistentVolumeClaimRetentionPolicy()
                .withTemplate(pod(service, redis, image))
                .addToVolumeClaimTemplates(claim(redis))
                .endSpec()
                .build();
    }

    private static PodTemplateSpec pod(ServiceIdentity service, Managed redis, String image) {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(Labels.of(service, Component.REDIS))
                .endMetadata()
                .withNewSpec()
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(30L)
                .withSecurityContext(Restricted.pod())
                .addToContainers(container(redis, image))
                .addNewVolume()
                .withName(ACL)
                .withNewSecret()
                .withSecretName(service.redis())
                .addNewItem(RedisPassword.ACL, null, RedisPassword.ACL)
                .endSecret()
                .endVolume()
                .endSpec()
                .build();
    }

    private static Container container(Managed redis, String image) {
        return new ContainerBuilder()
                .withName(Component.REDIS.label())
                .withImage(image)
                .withCommand("redis-server")
                .withArgs(arguments(redis.memory()))
                .addNewEnv()
                .withName("POD_IP")
                .withNewValueFrom()
                .withNewFieldRef()
                .withFieldPath("status.podIP")
                .endFieldRef()
                .endValueFrom()
                .endEnv()
                .addNewPort()
                .withName("redis")
                .withContainerPort(PORT)
                .endPort()
                .withReadinessProbe(probe(2, 3))
                .withLivenessProbe(probe(10, 6))
                .withNewResources()
                .addToRequests("cpu", new Quantity("100m"))
                .addToRequests("memory", new Quantity(memory(redis)))
                .addToLimits("memory", new Quantity(memory(redis)))
                .endResources()
                .withSecurityContext(Restricted.container())
                .addNewVolumeMount()
                .withName(DATA)
                .withMountPath("/data")
                .endVolumeMount()
                .addNewVolumeMount()
                .withName(ACL)
                .withMountPath("/etc/redis")
                .withReadOnly(true)
                .endVolumeMount()
                .build();
    }

    /** Half of the memory for data: rewriting the append-only file copies pages that change meanwhile. */
    private static List<String> arguments(MemorySize memory) {
        return List.of(
                "--bind", "$(POD_IP)",
                "--port", Integer.toString(PORT),
                "--dir", "/data",
                "--aclfile", "/etc/redis/" + RedisPassword.ACL,
                "--appendonly", "yes",
                "--appendfsync", "everysec",
                "--save", "",
                "--maxmemory", memory.mebibytes() / 2 + "mb",
                "--maxmemory-policy", "noeviction");
    }

    /** Only that the port is served: a probe has no password, and a Redis that loads its data must not be restarted. */
    private static Probe probe(int period, int failures) {
        return new ProbeBuilder()
                .withNewTcpSocket()
                .withPort(new IntOrString("redis"))
                .endTcpSocket()
                .withPeriodSeconds(period)
                .withTimeoutSeconds(2)
                .withFailureThreshold(failures)
                .build();
    }

    private static PersistentVolumeClaim claim(Managed redis) {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(DATA)
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName(redis.storageClassName().orElse(null))
                .withNewResources()
                .addToRequests("storage", new Quantity(redis.storageSize()))
                .endResources()
                .endSpec()
                .build();
    }

    private static String memory(Managed redis) {
        return redis.memory().mebibytes() + "Mi";
    }
}
