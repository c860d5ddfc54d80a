package io.shapservice.operator.pods;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;

/** Creates and deletes worker pods. */
public final class PodWriter {
    private final KubernetesClient client;

    public PodWriter(KubernetesClient client) {
        this.client = client;
    }

    /** What came of an attempt to create a pod. */
    public sealed interface Creation {
        record Created(Pod pod) implements Creation {}

        /** It is there already: the cache was behind. */
        record Exists() implements Creation {}

        /** The API server would not, because of a quota or a policy for example. */
        record Refused(String why) implements Creation {}
    }

    /** @throws KubernetesClientException when the API server cannot be asked */
    public Creation create(Pod pod) {
        try {
            return new Creation.Created(client.resource(pod).create());
        } catch (KubernetesClientException e) {
            return switch (e.getCode()) {
                case HttpURLConnection.HTTP_CONFLICT -> new Creation.Exists();
                case HttpURLConnection.HTTP_FORBIDDEN, 422 -> new Creation.Refused(why(e));
                default -> throw e;
            };
        }
    }

    public void delete(String namespace, String pod, long graceSeconds) {
        client.pods()
                .inNamespace(namespace)
                .withName(pod)
                .withGracePeriod(graceSeconds)
                .delete();
    }

    private static String why(KubernetesClientException e) {
        String message = e.getStatus() == null ? null : e.getStatus().getMessage();
        return message == null ? String.valueOf(e.getMessage()) : message;
    }
}
