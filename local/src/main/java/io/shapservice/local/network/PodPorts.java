package io.shapservice.local.network;

import io.shapservice.protocol.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Arrays;

/**
 * The ports that pods listen on, each pod on its own loopback address. A process that listens on all addresses of the machine
 * (a Prometheus on 9090, say) takes them from every pod.
 */
public final class PodPorts {
    private static final int REDIS = 6379;
    private static final InetAddress ANY_POD = InetAddress.ofLiteral("127.0.255.253");

    private PodPorts() {}

    /** Throws an {@link IOException} that names the port when pods could not listen. */
    public static void requireFree() throws IOException {
        requireFree(Ports.API, Ports.MANAGEMENT, REDIS);
    }

    static void requireFree(int... ports) throws IOException {
        for (int port : ports) {
            try (ServerSocket probe = new ServerSocket()) {
                probe.setReuseAddress(true);
                probe.bind(new InetSocketAddress(ANY_POD, port));
            } catch (IOException taken) {
                throw new IOException(
                        "port " + port + " is taken on all addresses of this machine (`ss -ltnp sport = :" + port
                                + "` shows by whom): stop that process, or let it listen on one address only;"
                                + " the pods of local mode need the ports " + Arrays.toString(ports)
                                + " of loopback addresses of their own",
                        taken);
            }
        }
    }
}
