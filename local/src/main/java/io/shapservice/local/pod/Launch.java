package io.shapservice.local.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.shapservice.local.image.Image;
import io.shapservice.local.image.ImageTable;
import io.shapservice.local.network.ServiceNetwork;
import io.shapservice.local.process.ProcessSpec;
import io.shapservice.local.volume.NotYetException;
import io.shapservice.local.volume.PathRewrite;
import io.shapservice.local.volume.Volumes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Works out what to start for a container: its image's program, with everything local in arguments and variables. */
final class Launch {
    private final ImageTable images;
    private final ServiceNetwork network;
    private final Volumes volumes;
    private final Container container;
    private final EnvironmentOfContainer environment;
    private final Path log;

    Launch(ImageTable images, ServiceNetwork network, Volumes volumes, EnvironmentOfContainer environment, Path log) {
        this.images = images;
        this.network = network;
        this.volumes = volumes;
        this.container = environment.container();
        this.environment = environment;
        this.log = log;
    }

    Path log() {
        return log;
    }

    ProcessSpec specification() throws NotYetException, IOException {
        Image image = images.find(container.getImage())
                .orElseThrow(() -> new NotYetException(
                        "ErrImagePull",
                        "local mode has no program for the image " + container.getImage() + "; it knows "
                                + images.images().keySet()));
        if (!volumes.pod().getSpec().getInitContainers().isEmpty()) {
            throw new NotYetException("CreateContainerConfigError", "local mode runs no init containers");
        }
        volumes.prepare();
        Path root = volumes.rootOf(container);
        Map<String, String> variables = environment.resolve();
        List<String> command = image.command(
                container.getCommand().stream()
                        .map(word -> local(Expansion.expand(word, variables)))
                        .toList(),
                container.getArgs().stream()
                        .map(word -> local(Expansion.expand(word, variables)))
                        .toList());
        Map<String, String> all = new HashMap<>();
        all.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        all.put("HOME", root.toString());
        all.put("LANG", "C.UTF-8");
        all.putAll(image.environment());
        variables.forEach((name, value) -> all.put(name, local(value)));
        return new ProcessSpec(command, all, directory(root), log);
    }

    private Path directory(Path root) throws IOException {
        String wanted = container.getWorkingDir();
        Path directory = wanted == null ? root : Path.of(local(wanted));
        return Files.isDirectory(directory) ? directory.toRealPath() : root;
    }

    private String local(String text) {
        return network.resolveNames(
                PathRewrite.of(container, volumes.rootOf(container)).apply(text));
    }

    /** A command that runs beside the container's own, as an exec probe does. */
    ProcessBuilder beside(List<String> command) {
        try {
            ProcessSpec main = specification();
            List<String> program = images.find(container.getImage())
                    .map(image ->
                            image.command(command.stream().map(this::local).toList(), List.of()))
                    .orElse(command);
            ProcessBuilder builder =
                    new ProcessBuilder(program).directory(main.directory().toFile());
            builder.environment().clear();
            builder.environment().putAll(main.environment());
            return builder;
        } catch (NotYetException | IOException e) {
            return new ProcessBuilder("false");
        }
    }
}
