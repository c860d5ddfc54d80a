package io.shapservice.local;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.shapservice.local.controlplane.ControlPlane;
import io.shapservice.local.controlplane.RequestLog;
import io.shapservice.local.image.ImageTable;
import io.shapservice.local.network.PodPorts;
import io.shapservice.local.node.LocalNode;
import io.shapservice.local.node.NodeSettings;
import io.shapservice.operator.OperatorSettings;
import io.shapservice.operator.ShapOperator;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Control plane, node and operator in this process, everything else in processes of its own; closing ends them all. */
public final class LocalCluster implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalCluster.class);
    private static final String FIELD_MANAGER = "shap-local";

    private final ControlPlane controlPlane;
    private final StateDirectory state;
    private final LocalNode node;
    private final ShapOperator operator;
    private final InstanceRegistry.Entry entry;

    private LocalCluster(
            ControlPlane controlPlane,
            StateDirectory state,
            LocalNode node,
            ShapOperator operator,
            InstanceRegistry.Entry entry) {
        this.controlPlane = controlPlane;
        this.state = state;
        this.node = node;
        this.operator = operator;
        this.entry = entry;
    }

    /** Starts everything but a service; that comes with {@link #apply}. */
    public static LocalCluster start(LocalOptions options) throws IOException {
        PodPorts.requireFree();
        StateDirectory state = StateDirectory.create();
        Deque<AutoCloseable> started = new ArrayDeque<>();
        started.push(state);
        try {
            ControlPlane controlPlane = ControlPlane.start();
            started.push(controlPlane);
            define(controlPlane.client());
            ImageTable images = options.distribution().images(Files.createDirectories(options.archives()));
            LocalNode node = LocalNode.start(controlPlane.client(), NodeSettings.of(state.path(), images));
            started.push(node);
            ShapOperator operator =
                    ShapOperator.start(controlPlane.client(), OperatorSettings.of(Distribution.imageNames()));
            started.push(operator);
            LocalInstance instance = LocalInstance.ofThisProcess(controlPlane.url(), state.path());
            return new LocalCluster(
                    controlPlane, state, node, operator, options.registry().register(instance));
        } catch (IOException | RuntimeException e) {
            close(started, e);
            throw e;
        }
    }

    private static void close(Deque<AutoCloseable> started, Exception failure) {
        for (AutoCloseable each : started) {
            try {
                each.close();
            } catch (Exception e) {
                failure.addSuppressed(e);
            }
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

    /** What the API server was asked to change, by anybody. */
    RequestLog requests() {
        return controlPlane.requests();
    }

    /** Folder with one log file per pod. */
    public Path logs() {
        return state.path().resolve("logs");
    }

    /**
     * Makes a port of a Service reachable at an address of the user's choice, now and whenever the Service is there.
     *
     * @return where it listens, should the port have been 0
     */
    public InetSocketAddress expose(String namespace, String service, int servicePort, InetSocketAddress listen)
            throws IOException {
        return node.expose(namespace, service, servicePort, listen);
    }

    /** Ends the service's processes, gently first, and removes every trace. */
    @Override
    public void close() throws IOException {
        try (state;
                controlPlane;
                node;
                operator;
                entry) {
            LOG.debug("ending the pods");
        }
    }
}
