package io.shapservice.operator.apiserver;

import static io.shapservice.operator.Eventually.assertEventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.shapservice.crds.ShapService;
import io.shapservice.operator.OperatorSettings;
import io.shapservice.operator.OperatorSettings.LeaderElection;
import io.shapservice.operator.ShapOperator;
import io.shapservice.operator.manifest.Images;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The operator needs each right of its role, and no other. */
class RightsIT {
    /** Some clusters ask for the first when an owner is set; electors of other versions update what this one patches. */
    private static final Set<String> NOT_BY_A_REQUEST =
            Set.of("update shapservices/finalizers.shapservice.io", "update leases.coordination.k8s.io");

    private final Rights rights = new Rights();
    private RealApiServer server;
    private ServiceAccountUser user;
    private KubernetesClient operatorClient;
    private ShapOperator operator;
    private Services services;

    @BeforeEach
    void start() throws IOException {
        server = new RealApiServer();
        services = new Services(server);
        user = server.operatorUser();
        operatorClient = user.client(rights);
        operator = ShapOperator.start(
                operatorClient,
                OperatorSettings.of(new Images("api:1", "worker:1", "redis:1"))
                        .inNamespaces(Set.of(server.namespace))
                        .electing(new LeaderElection(server.namespace, "shap-operator", "me", () -> {})));
    }

    @AfterEach
    void stop() {
        operator.close();
        operatorClient.close();
        server.close();
    }

    @Test
    void everyRightOfTheRoleIsUsedAndNoOtherIsAskedFor() {
        services.apply("{redis: {managed: {}}, workers: {mode: Manual, replicas: 3}}");
        assertEventually(() -> assertThat(services.workers()).hasSize(3));
        services.apply("{redis: {managed: {}}, workers: {mode: Manual, replicas: 1}}");
        assertEventually(() -> assertThat(rights.used()).contains("delete pods"));

        // The same words again count up an event.
        services.apply("{redis: {external: {url: 'redis://elsewhere'}}}");
        assertEventually(() -> assertThat(rights.used()).contains("update events"));
        RealApiServer.merge(services.resource(), """
                {"metadata": {"annotations": {"%s": "true"}}}""".formatted(ShapService.ALLOW_REDIS_SWITCH));
        assertEventually(() -> assertThat(rights.used())
                .contains("delete statefulsets.apps", "delete services", "delete networkpolicies.networking.k8s.io"));

        assertThat(rights.refused()).isEmpty();
        Set<String> granted = Rights.granted(user.role());
        granted.removeAll(NOT_BY_A_REQUEST);
        Set<String> used = rights.used();
        // Everybody may ask what he may.
        used.remove("create selfsubjectrulesreviews.authorization.k8s.io");
        assertThat(used).isEqualTo(granted);
    }

    @Test
    void noSecretIsReadAndNoneIsMadeForAnExternalRedis() {
        services.apply("{redis: {external: {url: 'redis://elsewhere', passwordSecretRef: {name: mine}}}}");
        assertEventually(() -> assertThat(services.workers()).hasSize(1));

        assertThat(rights.used()).noneMatch(right -> right.contains("secrets"));
    }

    @Test
    void whatSomebodyElseTookAwayFromAnyChildIsPutBack() {
        services.apply("{}");
        assertEventually(() -> assertThat(services.workers()).hasSize(1));
        var policies = server.client.network().v1().networkPolicies().inNamespace(server.namespace);
        var budgets = server.client.policy().v1().podDisruptionBudget().inNamespace(server.namespace);
        RealApiServer.merge(policies.withName("housing-redis"), "{\"spec\": {\"ingress\": [{}]}}");
        RealApiServer.merge(budgets.withName("housing-api"), "{\"spec\": {\"maxUnavailable\": 3}}");
        gone(server.client.services().inNamespace(server.namespace).withName("housing-api"));

        assertEventually(() -> {
            assertThat(policies.withName("housing-redis")
                            .get()
                            .getSpec()
                            .getIngress()
                            .getFirst()
                            .getFrom())
                    .hasSize(1);
            assertThat(budgets.withName("housing-api")
                            .get()
                            .getSpec()
                            .getMaxUnavailable()
                            .getIntVal())
                    .isEqualTo(1);
            assertThat(server.client
                            .services()
                            .inNamespace(server.namespace)
                            .withName("housing-api")
                            .get())
                    .isNotNull();
        });
    }

    private static <T extends HasMetadata> void gone(Resource<T> resource) {
        assertThat(resource.delete()).isNotEmpty();
    }
}
