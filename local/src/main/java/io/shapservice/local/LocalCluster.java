package io.shapservice.local;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.shapservice.local.controlplane.ControlPlane;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Control plane, node and operator in this process, everything else in processes of its own; closing ends them all. */
public final class LocalCluster implements AutoCloseable {
    private static final String FIELD_MANAGER = "shap-local";

    private final ControlPlane controlPlane;
    private final StateDirectory state;
    private final InstanceRegistry.Entry entry;

    private LocalCluster(ControlPlane controlPlane, StateDirectory state, InstanceRegistry.Entry entry) {
        this.controlPlane = controlPlane;
        this.state = state;
        this.entry = entry;
    }

    /** Starts everything but a service; that comes with {@link #apply}. */
    public static LocalCluster start(LocalOptions options) throws IOException {
        StateDirectory state = StateDirectory.create();
        ControlPlane controlPlane = ControlPlane.start();
        try {
            define(controlPlane.client());
            LocalInstance instance = LocalInstance.ofThisProcess(controlPlane.url(), state.path());
            return new LocalCluster(controlPlane, state, options.registry().register(instance));
        } catch (IOException | RuntimeException e) {
            controlPlane.close();
            state.close();
            throw e;
        }
    }

    private static void define(KubernetesClient client) throws IOException {
        try (InputStream definition = LocalCluster.class.getResourceAsStream("/shapservices.shapservice.io.yaml")) {
            client.load(definition)
                    .items()
                    .forEach(item ->
                            client.resource(item).fieldManager(FIELD_MANAGER).serverSideApply());
        }
    }

    /** Root of the Kubernetes API. */
    public URI apiServer() {
        return controlPlane.url();
    }

    /** A client that lives as long as this. */
    public KubernetesClient client() {
        return controlPlane.client();
    }

    /** Creates or changes a resource, as {@code kubectl apply --server-side} does. */
    public <T extends HasMetadata> T apply(T resource) {
        return client().resource(resource)
                .fieldManager(FIELD_MANAGER)
                .forceConflicts()
                .serverSideApply();
    }

    /** Each ShapService with its status and its pods. */
    public List<LocalService> services() {
        return LocalStatus.of(client());
    }

    /** Folder with one log file per pod. */
    public Path logs() {
        return state.path().resolve("logs");
    }

    @Override
    public void close() throws IOException {
        try (state;
                entry) {
            controlPlane.close();
        }
    }
}
