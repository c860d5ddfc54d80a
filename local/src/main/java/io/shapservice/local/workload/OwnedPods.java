package io.shapservice.local.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What controllers share: whose a pod is, whether it is ready, how it is made. */
record OwnedPods(KubernetesClient client) {

    List<Pod> of(HasMetadata owner) {
        return client.pods().inNamespace(owner.getMetadata().getNamespace()).list().getItems().stream()
                .filter(pod -> isControlledBy(pod, owner))
                .toList();
    }

    static boolean isControlledBy(HasMetadata object, HasMetadata owner) {
        return controller(object)
                .filter(reference ->
                        reference.getUid().equals(owner.getMetadata().getUid()))
                .isPresent();
    }

    static Optional<OwnerReference> controller(HasMetadata object) {
        return object.getMetadata().getOwnerReferences().stream()
                .filter(reference -> Boolean.TRUE.equals(reference.getController()))
                .findFirst();
    }

    static OwnerReference reference(HasMetadata owner) {
        return new OwnerReferenceBuilder()
                .withApiVersion(owner.getApiVersion())
                .withKind(owner.getKind())
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .build();
    }

    static boolean isReady(Pod pod) {
        return !pod.isMarkedForDeletion()
                && pod.getStatus() != null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition ->
                                "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    static boolean isOver(Pod pod) {
        return pod.getStatus() != null
                && List.of("Failed", "Succeeded")
                        .contains(Objects.requireNonNullElse(pod.getStatus().getPhase(), ""));
    }

    static Pod fromTemplate(HasMetadata owner, PodTemplateSpec template, String name, Map<String, String> labels) {
        var metadata = template.getMetadata();
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(owner.getMetadata().getNamespace())
                .withLabels(metadata == null ? null : metadata.getLabels())
                .addToLabels(labels)
                .withAnnotations(metadata == null ? null : metadata.getAnnotations())
                .withOwnerReferences(reference(owner))
                .endMetadata()
                .withSpec(template.getSpec())
                .build();
    }

    /** A short name for a template's content: equal templates, equal names. */
    static String hash(PodTemplateSpec template) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(Serialization.asJson(template).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 5);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
