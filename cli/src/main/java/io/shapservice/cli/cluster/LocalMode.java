package io.shapservice.cli.cluster;

import io.shapservice.cli.exit.UserError;
import io.shapservice.local.LocalCluster;
import io.shapservice.local.LocalOptions;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A local cluster that ends with this process, however that ends: Ctrl-C and SIGTERM end the cluster first. */
public final class LocalMode implements AutoCloseable {
    private @Nullable LocalCluster cluster;
    private boolean closed;

    private LocalMode() {}

    public static LocalMode start(Checkout checkout) throws UserError, IOException {
        var options = LocalOptions.of(checkout.distribution());
        var mode = new LocalMode();
        Runtime.getRuntime().addShutdownHook(new Thread(mode::closeAtExit, "end-local-mode"));
        mode.open(options);
        return mode;
    }

    /** Whoever ends the process meanwhile waits, so that there is something whole to close. */
    private synchronized void open(LocalOptions options) throws IOException {
        if (closed) {
            throw new IOException("local mode was ended before it had started");
        }
        cluster = LocalCluster.start(options);
    }

    public synchronized LocalCluster cluster() {
        return Objects.requireNonNull(cluster);
    }

    public ServiceView service(String namespace, String name) {
        return new ServiceView(cluster(), namespace, name);
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
            if (cluster != null) {
                cluster.close();
            }
        }
    }
}
