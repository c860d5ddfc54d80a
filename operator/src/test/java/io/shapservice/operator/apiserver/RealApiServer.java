package io.shapservice.operator.apiserver;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A real API server, given by {@code -Dkubeconfig}, with the definition installed and a namespace of its own. */
final class RealApiServer implements AutoCloseable {
    private static final String FIELD_MANAGER = "test";
    private static final Duration ESTABLISHED = Duration.ofSeconds(60);

    final KubernetesClient client;
    final String namespace = "shap-" + UUID.randomUUID().toString().substring(0, 8);

    RealApiServer() throws IOException {
        client = newClient();
        define();
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
    }

    /** A further client, which its caller closes. */
    KubernetesClient newClient(Interceptor... interceptors) {
        return new KubernetesClientBuilder()
                .withConfig(Kubeconfig.load())
                .withHttpClientBuilderConsumer(http -> {
                    for (Interceptor interceptor : interceptors) {
                        http.addOrReplaceInterceptor(interceptor.getClass().getName(), interceptor);
                    }
                })
                .build();
    }

    /** A service account that may do what the operator may, and no more, in this namespace. */
    ServiceAccountUser operatorUser() throws IOException {
        return ServiceAccountUser.create(client, namespace);
    }

    /** Changes these fields whatever else has been written meanwhile; edit() would be refused when a controller was faster. */
    static void merge(Resource<?> resource, String json) {
        resource.patch(PatchContext.of(PatchType.JSON_MERGE), json);
    }

    private void define() throws IOException {
        try (InputStream yaml = RealApiServer.class.getResourceAsStream("/shapservices.shapservice.io.yaml")) {
            CustomResourceDefinition definition = client.apiextensions()
                    .v1()
                    .customResourceDefinitions()
                    .load(yaml)
                    .item();
            client.resource(definition)
                    .fieldManager(FIELD_MANAGER)
                    .forceConflicts()
                    .serverSideApply();
            client.resource(definition)
                    .waitUntilCondition(
                            crd -> crd != null
                                    && crd.getStatus() != null
                                    && crd.getStatus().getConditions().stream()
                                            .anyMatch(c ->
                                                    "Established".equals(c.getType()) && "True".equals(c.getStatus())),
                            ESTABLISHED.toSeconds(),
                            TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        client.namespaces().withName(namespace).delete();
        client.close();
    }
}
