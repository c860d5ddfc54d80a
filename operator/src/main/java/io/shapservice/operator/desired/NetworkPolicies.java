package io.shapservice.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.shapservice.crds.effective.EffectiveNetworkPolicies;
import io.shapservice.crds.effective.EffectiveRedis.Managed;
import io.shapservice.crds.effective.EffectiveSpec;
import io.shapservice.operator.manifest.Component;
import io.shapservice.operator.manifest.Labels;
import io.shapservice.operator.manifest.ServiceIdentity;
import io.shapservice.operator.redis.ManagedRedis;
import io.shapservice.protocol.Ports;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who may connect to which pods. Only what comes in is ruled: where a model or an external Redis is, nobody but its owner knows.
 * A node's own connections, the kubelet's probes that is, are allowed whatever a policy says.
 */
final class NetworkPolicies {
    private static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

    private NetworkPolicies() {}

    /** @param operator namespace of the operator; empty when it runs outside of the cluster */
    static List<HasMetadata> of(ServiceIdentity service, EffectiveSpec spec, Optional<String> operator) {
        EffectiveNetworkPolicies asked = spec.networkPolicies();
        if (!asked.enabled()) {
            return List.of();
        }
        NetworkPolicyIngressRule management = rule(Ports.MANAGEMENT, managers(asked, operator));
        List<HasMetadata> policies = new ArrayList<>();
        policies.add(policy(service, Component.API, service.api(), List.of(rule(Ports.API, List.of()), management)));
        policies.add(policy(service, Component.WORKER, service.workers(), List.of(management)));
        if (spec.redis().deployment() instanceof Managed) {
            policies.add(policy(
                    service,
                    Component.REDIS,
                    service.redis(),
                    List.of(rule(ManagedRedis.PORT, List.of(processes(service))))));
        }
        return policies;
    }

    /** Everybody, unless the resource names the readers of metrics and the operator knows where it is itself. */
    private static List<NetworkPolicyPeer> managers(EffectiveNetworkPolicies asked, Optional<String> operator) {
        if (asked.metricsFrom().isEmpty() || operator.isEmpty()) {
            return List.of();
        }
        List<String> namespaces = Stream.concat(operator.stream(), asked.metricsFrom().stream())
                .distinct()
                .toList();
        return List.of(new NetworkPolicyPeerBuilder()
                .withNewNamespaceSelector()
                .addNewMatchExpression()
                .withKey(NAMESPACE_NAME)
                .withOperator("In")
                .withValues(namespaces)
                .endMatchExpression()
                .endNamespaceSelector()
                .build());
    }

    private static NetworkPolicyPeer processes(ServiceIdentity service) {
        return new NetworkPolicyPeerBuilder()
                .withNewPodSelector()
                .addToMatchLabels(Labels.NAME, Labels.APPLICATION)
                .addToMatchLabels(Labels.INSTANCE, service.name())
                .addNewMatchExpression()
                .withKey(Labels.COMPONENT)
                .withOperator("In")
                .withValues(Component.API.label(), Component.WORKER.label())
                .endMatchExpression()
                .endPodSelector()
                .build();
    }

    /** @param peers empty means everybody */
    private static NetworkPolicyIngressRule rule(int port, List<NetworkPolicyPeer> peers) {
        return new NetworkPolicyIngressRuleBuilder()
                .addNewPort()
                .withProtocol("TCP")
                .withPort(new IntOrString(port))
                .endPort()
                .withFrom(peers)
                .build();
    }

    private static NetworkPolicy policy(
            ServiceIdentity service, Component component, String name, List<NetworkPolicyIngressRule> rules) {
        return new NetworkPolicyBuilder()
                .withMetadata(Labels.metadata(service, component, name))
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(Labels.selector(service, component))
                .endPodSelector()
                .withPolicyTypes("Ingress")
                .withIngress(rules)
                .endSpec()
                .build();
    }
}
