package io.shapservice.operator;

import io.shapservice.operator.OperatorSettings.LeaderElection;
import io.shapservice.operator.manifest.Images;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Settings from the environment of the operator's pod. */
final class OperatorEnvironment {
    static final String API_IMAGE = "API_IMAGE";
    static final String WORKER_IMAGE = "WORKER_IMAGE";
    static final String REDIS_IMAGE = "REDIS_IMAGE";
    static final String WATCH_NAMESPACES = "WATCH_NAMESPACES";
    static final String LEASE_NAMESPACE = "LEASE_NAMESPACE";
    static final String POD_NAME = "POD_NAME";

    private static final String LEASE = "shap-operator";
    private static final String DEFAULT_REDIS = "valkey/valkey:8.1";

    private OperatorEnvironment() {}

    /** @throws IllegalArgumentException naming the variable and what to do */
    static OperatorSettings settings(Map<String, String> environment) {
        Images images = new Images(
                required(environment, API_IMAGE),
                required(environment, WORKER_IMAGE),
                environment.getOrDefault(REDIS_IMAGE, DEFAULT_REDIS));
        OperatorSettings settings = OperatorSettings.of(images).inNamespaces(namespaces(environment));
        String leaseNamespace = environment.getOrDefault(LEASE_NAMESPACE, "");
        return leaseNamespace.isBlank()
                ? settings
                : settings.electing(new LeaderElection(leaseNamespace, LEASE, required(environment, POD_NAME)));
    }

    private static Set<String> namespaces(Map<String, String> environment) {
        return Arrays.stream(environment.getOrDefault(WATCH_NAMESPACES, "").split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " is not set: set it in the operator's Deployment");
        }
        return value;
    }
}
