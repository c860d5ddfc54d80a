package io.shapservice.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.shapservice.local.LocalCluster;
import io.shapservice.local.LocalPod;
import io.shapservice.local.LocalService;
import java.util.List;
import java.util.Optional;

/** One ShapService as it is at the moment of asking. */
public final class ServiceView {
    private final LocalCluster cluster;
    private final String namespace;
    private final String name;

    public ServiceView(LocalCluster cluster, String namespace, String name) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.name = name;
    }

    /** The resource's status; a missing node before there is one. */
    public JsonNode status() {
        return service().map(LocalService::status).orElse(MissingNode.getInstance());
    }

    /** One condition; a missing node before there is one. */
    public JsonNode condition(String type) {
        for (var condition : status().path("conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition;
            }
        }
        return MissingNode.getInstance();
    }

    public boolean isTrue(String condition) {
        return condition(condition).path("status").asText().equals("True");
    }

    public boolean isFalse(String condition) {
        return condition(condition).path("status").asText().equals("False");
    }

    public int desiredWorkers() {
        return status().path("workers").path("desired").asInt();
    }

    public List<LocalPod> pods() {
        return service().map(LocalService::pods).orElse(List.of());
    }

    /** @param role api, worker or redis */
    public List<LocalPod> pods(String role) {
        return pods().stream().filter(pod -> pod.role().equals(role)).toList();
    }

    public Optional<LocalPod> pod(String podName) {
        return pods().stream().filter(pod -> pod.name().equals(podName)).findAny();
    }

    private Optional<LocalService> service() {
        return cluster.services().stream()
                .filter(service ->
                        service.namespace().equals(namespace) && service.name().equals(name))
                .findAny();
    }
}
