package io.shapservice.cli.cluster;

import io.shapservice.cli.exit.UserError;
import io.shapservice.local.LocalCluster;
import io.shapservice.local.LocalOptions;
import java.io.IOException;

/** A local cluster that ends with this process, however that ends: Ctrl-C and SIGTERM end the cluster first. */
public final class LocalMode implements AutoCloseable {
    private final LocalCluster cluster;
    private boolean closed;

    private LocalMode(LocalCluster cluster) {
        this.cluster = cluster;
    }

    public static LocalMode start(Checkout checkout) throws UserError, IOException {
        var options = LocalOptions.of(checkout.distribution());
        var mode = new LocalMode(LocalCluster.start(options));
        Runtime.getRuntime().addShutdownHook(new Thread(mode::closeAtExit, "end-local-mode"));
        return mode;
    }

    public LocalCluster cluster() {
        return cluster;
    }

    public ServiceView service(String namespace, String name) {
        return new ServiceView(cluster, namespace, name);
    }

    private void closeAtExit() {
        try {
            close();
        } catch (IOException e) {
            System.err.println("shap: local mode did not end cleanly: " + e.getMessage());
        }
    }

    /** Whoever comes second waits until the first has ended everything. */
    @Override
    public synchronized void close() throws IOException {
        if (!closed) {
            closed = true;
            cluster.close();
        }
    }
}
