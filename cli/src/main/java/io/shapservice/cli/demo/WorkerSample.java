package io.shapservice.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shapservice.cli.cluster.ServiceView;
import io.shapservice.client.ClientSettings;
import io.shapservice.client.ProblemException;
import io.shapservice.client.ShapClient;
import io.shapservice.protocol.Ports;
import io.shapservice.protocol.sample.Sample;
import io.shapservice.protocol.sample.Sample.WorkerState;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** What the operator sees: the sample that an API pod serves at its management port. */
final class WorkerSample implements AutoCloseable {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final ShapClient management;

    private WorkerSample(ShapClient management) {
        this.management = management;
    }

    static WorkerSample of(ServiceView service) throws PromiseBroken {
        var pod = service.pods("api").stream()
                .filter(api -> api.ready())
                .findFirst()
                .orElseThrow(() -> new PromiseBroken("no API pod is Ready"));
        var address = URI.create("http://" + pod.address() + ":" + Ports.MANAGEMENT);
        return new WorkerSample(ShapClient.connect(ClientSettings.of(address)));
    }

    Sample read() throws IOException, InterruptedException, ProblemException {
        return JSON.treeToValue(management.get("/internal/sample"), Sample.class);
    }

    static Optional<WorkerState> worker(Sample sample, String name) {
        return sample.workers().stream()
                .filter(worker -> worker.name().equals(name))
                .findAny();
    }

    @Override
    public void close() {
        management.close();
    }
}
