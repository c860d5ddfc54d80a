package io.shapservice.operator.apply;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.shapservice.operator.manifest.Digest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Brings one object to what its manifest says. Nothing is sent when the live object was made from the same manifest (its
 * digest is an annotation) and nobody has changed a field that the manifest names.
 */
public final class Applier {
    /** Owner of the fields that the operator sets. */
    public static final String FIELD_MANAGER = "shap-operator";

    static final String APPLIED = "shapservice.io/applied";

    private final KubernetesClient client;

    public Applier(KubernetesClient client) {
        this.client = client;
    }

    /**
     * @param live what the cache holds; empty when there is none of ours
     * @return what the API server answered, empty when nothing had to be sent
     */
    public <T extends HasMetadata> Optional<T> apply(T manifest, Optional<? extends HasMetadata> live) {
        T asked = stamped(manifest);
        if (live.isPresent() && upToDate(live.get(), asked)) {
            return Optional.empty();
        }
        var request = client.resource(asked).fieldManager(FIELD_MANAGER);
        // What is not known to be ours may be somebody's: then a conflict is an answer, not an obstacle.
        return Optional.of(live.isPresent() ? request.forceConflicts().serverSideApply() : request.serverSideApply());
    }

    /** Whether a live object was made by an operator's apply, whoever has changed it since. */
    public static boolean madeByUs(HasMetadata live) {
        Map<String, String> annotations = live.getMetadata().getAnnotations();
        return annotations != null && annotations.containsKey(APPLIED);
    }

    /** Whether a live object was last applied from this very manifest. */
    public static boolean madeFrom(HasMetadata live, HasMetadata manifest) {
        Map<String, String> annotations = live.getMetadata().getAnnotations();
        return annotations != null && Digest.of(manifest).equals(annotations.get(APPLIED));
    }

    private <T extends HasMetadata> T stamped(T manifest) {
        T copy = client.getKubernetesSerialization().clone(manifest);
        Map<String, String> annotations = new HashMap<>();
        if (copy.getMetadata().getAnnotations() != null) {
            annotations.putAll(copy.getMetadata().getAnnotations());
        }
        annotations.put(APPLIED, Digest.of(manifest));
        copy.getMetadata().setAnnotations(annotations);
        return copy;
    }

    private boolean upToDate(HasMetadata live, HasMetadata asked) {
        var serialization = client.getKubernetesSerialization();
        return Drift.covers(
                serialization.convertValue(live, JsonNode.class), serialization.convertValue(asked, JsonNode.class));
    }
}
