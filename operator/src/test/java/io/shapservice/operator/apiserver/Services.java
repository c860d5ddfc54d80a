package io.shapservice.operator.apiserver;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.shapservice.crds.ShapService;
import java.util.List;

/** The ShapService {@code housing} of a test's namespace, and what belongs to it. */
record Services(RealApiServer server, String name) {
    Services(RealApiServer server) {
        this(server, "housing");
    }

    ShapService apply(String spec) {
        ShapService resource = server.client
                .getKubernetesSerialization()
                .unmarshal("""
                        apiVersion: shapservice.io/v1alpha1
                        kind: ShapService
                        metadata: {name: %s, namespace: %s}
                        spec: %s
                        """.formatted(name, server.namespace, spec), ShapService.class);
        return server.client
                .resource(resource)
                .fieldManager("test")
                .forceConflicts()
                .serverSideApply();
    }

    Resource<ShapService> resource() {
        return server.client
                .resources(ShapService.class)
                .inNamespace(server.namespace)
                .withName(name);
    }

    Condition condition(String type) {
        return resource().get().getStatus().conditions().stream()
                .filter(c -> c.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }

    List<Pod> workers() {
        return server.client
                .pods()
                .inNamespace(server.namespace)
                .withLabel("app.kubernetes.io/component", "worker")
                .withLabel("app.kubernetes.io/instance", name)
                .list()
                .getItems();
    }

    /** Plays the kubelet. */
    void podStatus(String pod, String status) {
        server.client
                .pods()
                .inNamespace(server.namespace)
                .withName(pod)
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\": " + status + "}");
    }
}
