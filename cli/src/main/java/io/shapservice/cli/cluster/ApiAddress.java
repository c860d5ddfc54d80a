package io.shapservice.cli.cluster;

import io.shapservice.local.LocalCluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** Where a service's API is reached from outside the cluster: a port of 127.0.0.1. */
public final class ApiAddress {
    private static final int API_PORT = 8080;

    private ApiAddress() {}

    /** @param port 0 for a free one */
    public static URI expose(LocalCluster cluster, String namespace, String service, int port) throws IOException {
        var listen = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        var bound = cluster.expose(namespace, service + "-api", API_PORT, listen);
        return URI.create("http://127.0.0.1:" + bound.getPort());
    }
}
