package io.shapservice.local.pod;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the API server about one pod; a pod that is gone is no error. */
final class PodReporter {
    private static final Logger LOG = LoggerFactory.getLogger(PodReporter.class);
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final KubernetesClient client;
    private final String namespace;
    private final String name;
    private final String uid;
    private long announcedPid = -1;

    PodReporter(KubernetesClient client, ObjectMeta metadata) {
        this.client = client;
        this.namespace = metadata.getNamespace();
        this.name = metadata.getName();
        this.uid = metadata.getUid();
    }

    /** Takes the pod for this node; false when it is gone. */
    boolean bind() {
        return attempt(() ->
                merge(pod(), Map.of("metadata", Map.of("uid", uid), "spec", Map.of("nodeName", Kubelet.NODE))));
    }

    /** Writes the status, and the pid where {@code shap status} looks for it. */
    void status(PodStatus status, long pid) {
        if (pid != announcedPid) {
            Map<String, String> annotation = Map.of(Kubelet.PID_ANNOTATION, Long.toString(pid));
            attempt(() -> merge(pod(), Map.of("metadata", Map.of("uid", uid, "annotations", annotation))));
            announcedPid = pid;
        }
        attempt(() -> client.pods()
                .inNamespace(namespace)
                .withName(name)
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        Serialization.asJson(Map.of("metadata", Map.of("uid", uid), "status", status))));
    }

    /** Lets the API server forget the pod, whose processes have ended. */
    void confirmEnd() {
        attempt(() -> pod().withGracePeriod(0).delete());
    }

    private PodResource pod() {
        return client.pods().inNamespace(namespace).withName(name);
    }

    private static void merge(PodResource pod, Object patch) {
        pod.patch(PatchContext.of(PatchType.JSON_MERGE), Serialization.asJson(patch));
    }

    private boolean attempt(Runnable call) {
        try {
            call.run();
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == NOT_FOUND || e.getCode() == CONFLICT) {
                LOG.debug("pod {}/{} is gone: {}", namespace, name, e.getMessage());
                return false;
            }
            throw e;
        }
    }
}
