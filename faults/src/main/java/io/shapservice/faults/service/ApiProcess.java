package io.shapservice.faults.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.shapservice.client.ClientSettings;
import io.shapservice.client.ProblemException;
import io.shapservice.client.ShapClient;
import io.shapservice.faults.process.Await;
import io.shapservice.faults.process.RunningProcess;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** The API server, which can be killed and started again at its address. */
public final class ApiProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);

    private final Layout layout;
    private final Map<String, String> environment;
    private RunningProcess process;

    ApiProcess(Layout layout, Map<String, String> environment) {
        this.layout = layout;
        this.environment = environment;
        process = launch();
    }

    private RunningProcess launch() {
        return RunningProcess.start(layout.apiServer().command(), environment, layout.log("api"));
    }

    public URI address() {
        return URI.create("http://" + environment.get("POD_IP") + ":8080");
    }

    /** A client of its management port, which does not try again. */
    public ShapClient management() {
        URI management = URI.create("http://" + environment.get("POD_IP") + ":9090");
        return ShapClient.connect(ClientSettings.of(management).withPatience(Duration.ZERO));
    }

    public boolean alive() {
        return process.alive();
    }

    public void kill() {
        process.kill();
    }

    /** Starts it again; returns once it serves its model. */
    public void restart() {
        process.close();
        process = launch();
        awaitModel();
    }

    void awaitModel() {
        ClientSettings once = ClientSettings.of(address()).withPatience(Duration.ZERO);
        try (ShapClient client = ShapClient.connect(once)) {
            Await.until("the API serves its model", START, () -> ready(client));
        }
    }

    private boolean ready(ShapClient client) {
        try {
            JsonNode model = client.get("/v1/models/" + ServiceUnderTest.MODEL);
            return model.path("ready").booleanValue();
        } catch (IOException | ProblemException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
