package io.shapservice.crds.effective;

import static io.shapservice.crds.effective.Absent.or;

import io.shapservice.crds.pod.Affinity;
import io.shapservice.crds.pod.Amounts;
import io.shapservice.crds.pod.ModelVolume;
import io.shapservice.crds.pod.PodResources;
import io.shapservice.crds.pod.PodTemplate;
import io.shapservice.crds.pod.PullSecret;
import io.shapservice.crds.pod.Toleration;
import io.shapservice.crds.pod.TopologySpread;
import io.shapservice.crds.pod.TopologySpread.WhenUnsatisfiable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person changes of a component's pods.
 *
 * @param requests amounts by resource, without memory
 * @param limits amounts by resource, without memory
 * @param spread empty means the operator's own
 */
public record EffectivePod(
        Map<String, String> labels,
        Map<String, String> annotations,
        Map<String, String> requests,
        Map<String, String> limits,
        Map<String, String> nodeSelector,
        List<Toleration> tolerations,
        Optional<Affinity> affinity,
        List<TopologySpread> spread,
        List<PullSecret> pullSecrets,
        Optional<String> priorityClass,
        List<ModelVolume> volumes) {
    private static final String CPU = "cpu";
    private static final String CPU_REQUEST = "250m";

    static EffectivePod of(@Nullable PodTemplate written) {
        PodTemplate template = or(written, PodTemplate.NONE);
        PodResources resources = template.resources();
        Map<String, String> limits = amounts(resources == null ? null : resources.limits());
        Map<String, String> requests = amounts(resources == null ? null : resources.requests());
        // As Kubernetes has it: who is limited and asks for nothing is promised the limit.
        requests.putIfAbsent(CPU, limits.getOrDefault(CPU, CPU_REQUEST));
        return new EffectivePod(
                or(template.labels(), Map.of()),
                or(template.annotations(), Map.of()),
                requests,
                limits,
                or(template.nodeSelector(), Map.of()),
                or(template.tolerations(), List.of()),
                Optional.ofNullable(template.affinity()),
                or(template.topologySpread(), List.<TopologySpread>of()).stream()
                        .map(EffectivePod::spread)
                        .toList(),
                or(template.imagePullSecrets(), List.of()),
                Optional.ofNullable(template.priorityClassName()),
                or(template.volumes(), List.of()));
    }

    private static TopologySpread spread(TopologySpread written) {
        return new TopologySpread(
                written.topologyKey(),
                or(written.maxSkew(), Integer.valueOf(TopologySpread.DEFAULT_SKEW)),
                or(written.whenUnsatisfiable(), WhenUnsatisfiable.SCHEDULE_ANYWAY));
    }

    private static Map<String, String> amounts(@Nullable Amounts written) {
        Map<String, String> amounts = new LinkedHashMap<>();
        if (written != null && written.cpu() != null) {
            amounts.put(CPU, written.cpu());
        }
        if (written != null && written.ephemeralStorage() != null) {
            amounts.put("ephemeral-storage", written.ephemeralStorage());
        }
        return amounts;
    }
}
