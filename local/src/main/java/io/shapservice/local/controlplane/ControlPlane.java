package io.shapservice.local.controlplane;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.net.URI;
import java.time.Clock;

/** A Kubernetes API server in memory, on a loopback port, with a client of its own. */
public final class ControlPlane implements AutoCloseable {
    private final RequestLog requests = new RequestLog();
    private final HttpFront front;
    private final KubernetesClient client;

    private ControlPlane(int port, Clock clock) {
        ResourceTypes types = new ResourceTypes();
        ObjectStore store = new ObjectStore();
        Definitions definitions = new Definitions(types);
        Deletion deletion = new Deletion(store, definitions, clock);
        ObjectWriter writer = new ObjectWriter(store, definitions, deletion, clock);
        Patching patching = new Patching(store, writer, definitions, clock);
        ApiRouter router = new ApiRouter(types, store, writer, patching, deletion);
        this.front = new HttpFront(router, requests, clock, "127.0.0.1", port).listen();
        this.client = newClient();
    }

    /** Starts on a free port of 127.0.0.1. */
    public static ControlPlane start() {
        return start(0);
    }

    /** Starts on a port of 127.0.0.1; 0 for a free one. */
    public static ControlPlane start(int port) {
        return new ControlPlane(port, Clock.systemUTC());
    }

    /** Root of the API. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + front.port());
    }

    /** A client that lives as long as this. */
    public KubernetesClient client() {
        return client;
    }

    /** A further client, which its caller closes; its default namespace is {@code default}. */
    public KubernetesClient newClient() {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl(url().toString())
                .withNamespace("default")
                .withRequestRetryBackoffLimit(2)
                .withRequestRetryBackoffInterval(50)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /** The write requests that the server was asked. */
    public RequestLog requests() {
        return requests;
    }

    @Override
    public void close() {
        client.close();
        front.close();
    }
}
