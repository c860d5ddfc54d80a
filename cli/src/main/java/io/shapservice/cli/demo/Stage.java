package io.shapservice.cli.demo;

import io.shapservice.cli.cluster.Checkout;
import io.shapservice.cli.cluster.LocalMode;
import io.shapservice.cli.cluster.ServiceView;
import io.shapservice.cli.terminal.Screen;
import io.shapservice.client.ShapClient;
import java.io.IOException;
import java.net.URI;

/** What the steps share: the sample, and what they have built up so far. */
final class Stage implements AutoCloseable {
    static final String NAMESPACE = "default";
    static final String SERVICE = "housing";
    static final String MODEL = "housing";
    /** Slow enough that a job of a minute has few enough rows to send; the fleet works on this one. */
    static final String LARGE_MODEL = "housing-large";

    final Checkout checkout;
    final HousingData data;
    final HousingData largeData;
    final Screen screen;
    final Stopwatch stopwatch = new Stopwatch();
    final DecisionLog decisions;
    final Later<LocalMode> localMode = new Later<>("local mode");
    final Later<URI> api = new Later<>("the API's address");
    final Later<ShapClient> client = new Later<>("the client");
    final Later<Double> secondsPerBatch = new Later<>("the cost of a batch");
    final Later<LargeJob> job = new Later<>("the job");

    Stage(Checkout checkout, HousingData data, HousingData largeData, Screen screen) {
        this.checkout = checkout;
        this.data = data;
        this.largeData = largeData;
        this.screen = screen;
        this.decisions = new DecisionLog(stopwatch, screen);
    }

    ServiceView service() {
        return localMode.get().service(NAMESPACE, SERVICE);
    }

    @Override
    public void close() throws IOException {
        if (job.isMade()) {
            job.get().close();
        }
        if (client.isMade()) {
            client.get().close();
        }
        decisions.close();
        if (localMode.isMade()) {
            localMode.get().close();
        }
    }
}
