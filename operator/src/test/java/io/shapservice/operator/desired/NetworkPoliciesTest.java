package io.shapservice.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.shapservice.crds.effective.EffectiveSpec;
import io.shapservice.crds.spec.ShapServiceSpec;
import io.shapservice.operator.manifest.ServiceIdentity;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NetworkPoliciesTest {
    private static final ServiceIdentity SERVICE = new ServiceIdentity("ns", "housing", "uid-1");

    @Test
    void redisIsForApiAndWorkersOnly() throws IOException {
        assertThat(ingress("{}", "housing-redis", 6379).getFrom())
                .singleElement()
                .satisfies(peer -> {
                    assertThat(peer.getNamespaceSelector()).isNull();
                    assertThat(peer.getPodSelector().getMatchLabels())
                            .containsEntry("app.kubernetes.io/instance", "housing");
                    assertThat(peer.getPodSelector()
                                    .getMatchExpressions()
                                    .getFirst()
                                    .getValues())
                            .containsExactly("api", "worker");
                });
    }

    @Test
    void theApiIsForEverybodyAndTheWorkersServeNothingButTheirManagementPort() throws IOException {
        assertThat(ingress("{}", "housing-api", 8080).getFrom()).isEmpty();
        assertThat(policy("{}", "housing-worker").getSpec().getIngress()).hasSize(1);
        assertThat(ingress("{}", "housing-worker", 9090).getFrom()).isEmpty();
    }

    @Test
    void whoeverIsNamedMayReadMetricsAndTheOperatorAlways() throws IOException {
        String spec = "networkPolicies: {metricsFrom: [monitoring]}";

        for (String name : List.of("housing-api", "housing-worker")) {
            assertThat(ingress(spec, name, 9090).getFrom())
                    .singleElement()
                    .satisfies(peer -> assertThat(peer.getNamespaceSelector()
                                    .getMatchExpressions()
                                    .getFirst()
                                    .getValues())
                            .containsExactly("operators", "monitoring"));
        }
    }

    @Test
    void thereIsNoneForARedisOfSomebodyElseAndNoneWhenSwitchedOff() throws IOException {
        assertThat(policies("redis: {external: {url: 'redis://r'}}"))
                .extracting(policy -> policy.getMetadata().getName())
                .containsExactly("housing-api", "housing-worker");
        assertThat(policies("networkPolicies: {mode: Disabled}")).isEmpty();
    }

    private static NetworkPolicyIngressRule ingress(String spec, String name, int port) throws IOException {
        return policy(spec, name).getSpec().getIngress().stream()
                .filter(rule -> rule.getPorts().getFirst().getPort().getIntVal() == port)
                .findFirst()
                .orElseThrow();
    }

    private static NetworkPolicy policy(String spec, String name) throws IOException {
        return policies(spec).stream()
                .filter(policy -> policy.getMetadata().getName().equals(name))
                .map(NetworkPolicy.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static List<HasMetadata> policies(String yaml) throws IOException {
        ShapServiceSpec spec = new YAMLMapper().readValue(yaml, ShapServiceSpec.class);
        return NetworkPolicies.of(SERVICE, EffectiveSpec.of(spec), Optional.of("operators"));
    }
}
