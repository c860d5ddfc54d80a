package io.shapservice.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what an instance runs: each ShapService with its status and its pods. */
public final class LocalStatus {
    /** Annotation of a pod: the process that runs as its first container. */
    public static final String PID_ANNOTATION = io.shapservice.local.pod.Kubelet.PID_ANNOTATION;

    private static final String INSTANCE = "app.kubernetes.io/instance";
    private static final String COMPONENT = "app.kubernetes.io/component";
    private static final ResourceDefinitionContext SHAP_SERVICE = new ResourceDefinitionContext.Builder()
            .withGroup("shapservice.io")
            .withVersion("v1alpha1")
            .withKind("ShapService")
            .withPlural("shapservices")
            .withNamespaced(true)
            .build();

    private LocalStatus() {}

    /** The ShapServices of a running instance, by namespace and name. */
    public static List<LocalService> of(LocalInstance instance) {
        var config = new ConfigBuilder(io.fabric8.kubernetes.client.Config.empty())
                .withMasterUrl(instance.apiServer().toString())
                .withRequestTimeout(5_000)
                .withConnectionTimeout(2_000)
                .withRequestRetryBackoffLimit(0)
                .build();
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build()) {
            return of(client);
        }
    }

    /** The ShapServices behind a client, by namespace and name. */
    public static List<LocalService> of(KubernetesClient client) {
        List<Pod> pods = client.pods().inAnyNamespace().list().getItems();
        return client.genericKubernetesResources(SHAP_SERVICE).inAnyNamespace().list().getItems().stream()
                .map(service -> service(client, service, pods))
                .sorted(Comparator.comparing(LocalService::namespace).thenComparing(LocalService::name))
                .toList();
    }

    private static LocalService service(KubernetesClient client, GenericKubernetesResource resource, List<Pod> pods) {
        String namespace = resource.getMetadata().getNamespace();
        String name = resource.getMetadata().getName();
        Object status = resource.getAdditionalProperties().get("status");
        JsonNode node = status == null
                ? MissingNode.getInstance()
                : client.getKubernetesSerialization().convertValue(status, JsonNode.class);
        return new LocalService(
                namespace,
                name,
                node,
                pods.stream()
                        .filter(pod -> namespace.equals(pod.getMetadata().getNamespace()))
                        .filter(pod -> name.equals(labels(pod).get(INSTANCE)))
                        .map(LocalStatus::pod)
                        .sorted(Comparator.comparing(LocalPod::role).thenComparing(LocalPod::name))
                        .toList());
    }

    private static Map<String, String> labels(Pod pod) {
        return Objects.requireNonNullElse(pod.getMetadata().getLabels(), Map.of());
    }

    private static LocalPod pod(Pod pod) {
        var status = pod.getStatus();
        var annotations = Objects.requireNonNullElse(pod.getMetadata().getAnnotations(), Map.<String, String>of());
        boolean ready = status != null
                && status.getConditions().stream()
                        .anyMatch(condition ->
                                "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
        int restarts = status == null
                ? 0
                : status.getContainerStatuses().stream()
                        .mapToInt(ContainerStatus::getRestartCount)
                        .sum();
        return new LocalPod(
                pod.getMetadata().getName(),
                labels(pod).getOrDefault(COMPONENT, ""),
                Long.parseLong(annotations.getOrDefault(PID_ANNOTATION, "0")),
                orEmpty(status == null ? null : status.getPodIP()),
                pod.isMarkedForDeletion() ? "Terminating" : orEmpty(status == null ? null : status.getPhase()),
                ready,
                restarts);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
