package io.shapservice.operator.docs;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.shapservice.operator.desired.DesiredState;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The parts of a desired state, by the names that docs/operator.md gives them. */
final class Parts {
    private Parts() {}

    static Set<String> changed(DesiredState before, DesiredState after) {
        Map<String, String> old = of(before);
        Map<String, String> now = of(after);
        return now.keySet().stream()
                .filter(part -> !old.get(part).equals(now.get(part)))
                .collect(Collectors.toSet());
    }

    private static Map<String, String> of(DesiredState state) {
        Map<String, String> parts = new TreeMap<>();
        parts.put("configuration", json(state, ConfigMap.class, ConfigMap::getData));
        parts.put("API pods", json(state, Deployment.class, api -> api.getSpec().getTemplate()));
        parts.put(
                "number of API pods",
                json(
                        state,
                        Deployment.class,
                        api -> String.valueOf(api.getSpec().getReplicas())));
        parts.put("worker pods", state.workers().hash());
        parts.put(
                "Redis pod",
                json(state, StatefulSet.class, redis -> redis.getSpec().getTemplate()));
        parts.put(
                "Redis volume",
                json(
                        state,
                        StatefulSet.class,
                        redis -> Map.of(
                                "policy", redis.getSpec().getPersistentVolumeClaimRetentionPolicy(),
                                "claims", redis.getSpec().getVolumeClaimTemplates())));
        parts.put(
                "Service",
                json(
                        state,
                        Service.class,
                        service -> service.getMetadata().getName().endsWith("-api") ? service.getSpec() : ""));
        parts.put("NetworkPolicies", json(state, NetworkPolicy.class, NetworkPolicy::getSpec));
        return parts;
    }

    private static <T extends HasMetadata> String json(DesiredState state, Class<T> type, Function<T, Object> part) {
        return state.manifests().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .map(part)
                .filter(value -> !value.equals(""))
                .map(Serialization::asJson)
                .collect(Collectors.joining());
    }
}
