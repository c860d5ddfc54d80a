package io.shapservice.cli.up;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.shapservice.cli.cluster.ApiAddress;
import io.shapservice.cli.cluster.Checkout;
import io.shapservice.cli.cluster.EventFeed;
import io.shapservice.cli.cluster.LocalMode;
import io.shapservice.cli.cluster.Told;
import io.shapservice.cli.exit.ExitCode;
import io.shapservice.cli.exit.UserError;
import io.shapservice.cli.terminal.Screen;
import io.shapservice.local.LocalCluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the resources of a file on this machine until it is stopped. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs the ShapServices of FILE on this machine, without a cluster, in the foreground.",
            "Prints `ready http://127.0.0.1:PORT` once an API serves, and each decision of the operator; Ctrl-C ends all."
        })
public final class UpCommand implements Callable<Integer> {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = "YAML; a model's relative path is relative to the file's folder.")
    private Path file = Path.of("");

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "Port of the first ShapService's API, the next one's is one more; default: 8080.")
    private int port;

    private final Screen screen = Screen.ofProcess();
    private final Clock clock = Clock.system(ZoneId.systemDefault());

    @Override
    public Integer call() throws Exception {
        var resources = ResourceFile.read(file);
        var services = resources.stream().filter(ResourceFile::isShapService).toList();
        for (int i = 0; i < services.size(); i++) {
            checkFree(port + i);
        }
        try (var mode = LocalMode.start(Checkout.ofProcess());
                var _ = EventFeed.start(mode.cluster().client(), this::tell)) {
            for (var resource : resources) {
                apply(mode.cluster(), resource);
            }
            serve(mode, services);
            new CountDownLatch(1).await();
        }
        return ExitCode.DONE.number();
    }

    private void checkFree(int wanted) throws UserError {
        try (var _ = new ServerSocket(wanted, 1, LOOPBACK)) {
            return;
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError(
                    ExitCode.USAGE,
                    "port " + wanted + " cannot be used (" + e.getMessage() + "): choose one with --port");
        }
    }

    private void apply(LocalCluster cluster, GenericKubernetesResource resource) throws UserError {
        try {
            cluster.apply(resource);
        } catch (KubernetesClientException e) {
            var status = e.getStatus();
            var why = status == null ? e.getMessage() : status.getMessage();
            throw new UserError(
                    ExitCode.USAGE,
                    "%s: %s %s: %s"
                            .formatted(
                                    file,
                                    resource.getKind(),
                                    resource.getMetadata().getName(),
                                    why));
        }
    }

    private void serve(LocalMode mode, List<GenericKubernetesResource> services)
            throws IOException, InterruptedException {
        var urls = new ArrayList<URI>();
        for (int i = 0; i < services.size(); i++) {
            var metadata = services.get(i).getMetadata();
            urls.add(ApiAddress.expose(mode.cluster(), metadata.getNamespace(), metadata.getName(), port + i));
        }
        for (int i = 0; i < services.size(); i++) {
            var metadata = services.get(i).getMetadata();
            var service = mode.service(metadata.getNamespace(), metadata.getName());
            new Serving(urls.get(i), service, screen).await();
            screen.line("ready " + urls.get(i));
        }
    }

    private void tell(Told event) {
        var time = LocalTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
        screen.line("%8s  %s  %-16s %s".formatted(time, event.service(), event.reason(), event.message()));
    }
}
