package io.shapservice.cli.demo;

import io.shapservice.cli.cluster.ApiAddress;
import io.shapservice.cli.terminal.Figures;
import io.shapservice.cli.up.ResourceFile;
import io.shapservice.client.ClientSettings;
import io.shapservice.client.ShapClient;
import java.time.Duration;

/** The sample's resource becomes an API, a Redis and a worker, soon after the start. */
record ApplyHousing() implements Step {
    private static final Duration PROMISED = Duration.ofSeconds(20);
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final Duration CLIENT_PATIENCE = Duration.ofMinutes(2);

    @Override
    public String title() {
        return "housing.yaml";
    }

    @Override
    public String keep(Stage stage) throws Exception {
        var cluster = stage.localMode.get().cluster();
        for (var resource : ResourceFile.read(stage.checkout.samples().resolve("housing.yaml"))) {
            cluster.apply(resource);
        }
        var service = stage.service();
        Deadline.await("the service is Ready", LONGEST, () -> service.isTrue("Ready"));
        var started = stage.stopwatch.elapsed();
        stage.api.set(ApiAddress.expose(cluster, Stage.NAMESPACE, Stage.SERVICE, 0));
        stage.client.set(ShapClient.connect(ClientSettings.of(stage.api.get()).withPatience(CLIENT_PATIENCE)));
        PromiseBroken.unless(
                started.compareTo(PROMISED) < 0,
                "Ready %s after the start, promised in less than %s"
                        .formatted(Figures.duration(started), Figures.duration(PROMISED)));
        return "Ready %s after the start (promised: < 20 s): %d API, %d worker, %d Redis"
                .formatted(
                        Figures.duration(started),
                        service.pods("api").size(),
                        service.pods("worker").size(),
                        service.pods("redis").size());
    }
}
