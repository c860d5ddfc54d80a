package io.shapservice.operator;

import io.shapservice.operator.OperatorSettings.LeaderElection;
import io.shapservice.operator.manifest.Images;
import io.shapservice.protocol.Ports;
import java.net.InetSocketAddress;
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
    static final String UPGRADES_AT_ONCE = "UPGRADES_AT_ONCE";
    static final String POD_NAME = "POD_NAME";
    static final String POD_IP = "POD_IP";

    private static final String LEASE = "shap-operator";
    private static final String DEFAULT_REDIS = "valkey/valkey:8.1";

    private OperatorEnvironment() {}

    /**
     * @param leadershipLost what to do when another operator may act
     * @throws IllegalArgumentException naming the variable and what to do
     */
    static OperatorSettings settings(Map<String, String> environment, Runnable leadershipLost) {
        Images images = new Images(
                required(environment, API_IMAGE),
                required(environment, WORKER_IMAGE),
                environment.getOrDefault(REDIS_IMAGE, DEFAULT_REDIS));
        OperatorSettings settings = OperatorSettings.of(images)
                .inNamespaces(namespaces(environment))
                .upgrading(upgradesAtOnce(environment));
        String leaseNamespace = environment.getOrDefault(LEASE_NAMESPACE, "");
        return leaseNamespace.isBlank()
                ? settings
                : settings.electing(
                        new LeaderElection(leaseNamespace, LEASE, required(environment, POD_NAME), leadershipLost));
    }

    /** As with every process of this project: the pod's own address, and this machine only when it is no pod. */
    static InetSocketAddress managementAddress(Map<String, String> environment) {
        return new InetSocketAddress(environment.getOrDefault(POD_IP, "127.0.0.1"), Ports.MANAGEMENT);
    }

    private static Set<String> namespaces(Map<String, String> environment) {
        return Arrays.stream(environment.getOrDefault(WATCH_NAMESPACES, "").split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }

    private static int upgradesAtOnce(Map<String, String> environment) {
        String value = environment.getOrDefault(UPGRADES_AT_ONCE, "5");
        if (!value.matches("[1-9][0-9]{0,4}")) {
            throw new IllegalArgumentException(UPGRADES_AT_ONCE + " is '" + value
                    + "': set it to a number from 1 to 99999 in the operator's Deployment");
        }
        return Integer.parseInt(value);
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " is not set: set it in the operator's Deployment");
        }
        return value;
    }
}
