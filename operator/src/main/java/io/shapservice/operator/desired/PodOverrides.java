package io.shapservice.operator.desired;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.shapservice.crds.effective.EffectivePod;
import io.shapservice.crds.pod.ModelVolume;
import io.shapservice.crds.pod.TopologySpread;
import io.shapservice.crds.pod.TopologySpread.WhenUnsatisfiable;
import io.shapservice.crds.quantity.MemorySize;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Puts what a person has changed of a component's pods into the pods that the operator makes. */
record PodOverrides(EffectivePod asked, Map<String, String> selector) {
    private static final JsonMapper JSON = new JsonMapper();
    /** Keeps the names of people's volumes apart from the operator's own. */
    private static final String VOLUME = "extra-";

    PodSpecBuilder into(PodSpecBuilder pod) {
        asked.priorityClass().ifPresent(pod::withPriorityClassName);
        asked.affinity().ifPresent(affinity -> pod.withAffinity(JSON.convertValue(affinity, Affinity.class)));
        return pod.withNodeSelector(asked.nodeSelector())
                .withTolerations(asked.tolerations().stream()
                        .map(toleration -> JSON.convertValue(toleration, Toleration.class))
                        .toList())
                .withImagePullSecrets(asked.pullSecrets().stream()
                        .map(secret -> new LocalObjectReference(secret.name()))
                        .toList())
                .withTopologySpreadConstraints(spread())
                .addAllToVolumes(
                        asked.volumes().stream().map(PodOverrides::volume).toList());
    }

    List<VolumeMount> mounts() {
        return asked.volumes().stream()
                .map(volume -> new VolumeMountBuilder()
                        .withName(VOLUME + volume.name())
                        .withMountPath(volume.mountPath())
                        .withReadOnly(true)
                        .build())
                .toList();
    }

    /** Memory is requested in full, so that a node is never promised more than it has. */
    ResourceRequirements resources(MemorySize memory) {
        Quantity amount = new Quantity(memory.mebibytes() + "Mi");
        return new ResourceRequirementsBuilder()
                .withRequests(quantities(asked.requests()))
                .withLimits(quantities(asked.limits()))
                .addToRequests("memory", amount)
                .addToLimits("memory", amount)
                .build();
    }

    /** Whoever selects pods by the operator's labels must not be misled by somebody else's. */
    static Map<String, String> under(Map<String, String> own, Map<String, String> others) {
        Map<String, String> all = new LinkedHashMap<>(others);
        all.putAll(own);
        return all;
    }

    private List<TopologySpreadConstraint> spread() {
        Stream<TopologySpread> wanted = asked.spread().isEmpty()
                ? Stream.of(new TopologySpread("kubernetes.io/hostname", null, null))
                : asked.spread().stream();
        return wanted.map(this::constraint).toList();
    }

    private TopologySpreadConstraint constraint(TopologySpread spread) {
        Integer skew = spread.maxSkew();
        return new TopologySpreadConstraintBuilder()
                .withMaxSkew(skew == null ? 1 : skew)
                .withTopologyKey(spread.topologyKey())
                .withWhenUnsatisfiable(
                        spread.whenUnsatisfiable() == WhenUnsatisfiable.DO_NOT_SCHEDULE
                                ? "DoNotSchedule"
                                : "ScheduleAnyway")
                .withNewLabelSelector()
                .withMatchLabels(selector)
                .endLabelSelector()
                .build();
    }

    private static Volume volume(ModelVolume volume) {
        VolumeBuilder builder = new VolumeBuilder().withName(VOLUME + volume.name());
        ModelVolume.Claim claim = volume.persistentVolumeClaim();
        if (claim != null) {
            return builder.withNewPersistentVolumeClaim(claim.claimName(), true).build();
        }
        ModelVolume.Config config = volume.configMap();
        return config == null
                ? builder.build()
                : builder.withNewConfigMap()
                        .withName(config.name())
                        .endConfigMap()
                        .build();
    }

    private static Map<String, Quantity> quantities(Map<String, String> amounts) {
        Map<String, Quantity> quantities = new LinkedHashMap<>();
        amounts.forEach((resource, amount) -> quantities.put(resource, new Quantity(amount)));
        return quantities;
    }
}
