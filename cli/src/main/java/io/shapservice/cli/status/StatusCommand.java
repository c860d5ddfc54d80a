package io.shapservice.cli.status;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.shapservice.cli.exit.ExitCode;
import io.shapservice.cli.terminal.Screen;
import io.shapservice.local.InstanceRegistry;
import io.shapservice.local.LocalInstance;
import io.shapservice.local.LocalService;
import io.shapservice.local.LocalStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what {@code shap up} and {@code shap demo} run in other terminals of this user. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows each ShapService of local mode with its status and its pods.")
public final class StatusCommand implements Callable<Integer> {
    private enum Format {
        TEXT,
        JSON
    }

    @Option(
            names = {"-o", "--output"},
            defaultValue = "text",
            paramLabel = "FORMAT",
            description = "text or json.")
    private Format format = Format.TEXT;

    @Override
    public Integer call() throws Exception {
        var screen = Screen.ofProcess();
        var services = services();
        switch (format) {
            case TEXT -> StatusTable.lines(services).forEach(screen::line);
            case JSON -> screen.line(StatusDocument.of(services).json());
        }
        return ExitCode.DONE.number();
    }

    private static List<LocalService> services() {
        var services = new ArrayList<LocalService>();
        for (LocalInstance instance : InstanceRegistry.ofUser(System.getenv()).running()) {
            try {
                services.addAll(LocalStatus.of(instance));
            } catch (KubernetesClientException e) {
                // It ended between being listed and being asked; one that lives but does not answer is worth a word.
                if (ProcessHandle.of(instance.pid()).isPresent()) {
                    throw e;
                }
            }
        }
        return services;
    }
}
