package io.shapservice.local.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What runs for a container image.
 *
 * @param entrypoint used when a container names no command
 * @param programs programs that the image would have on its path, and what to run for each
 * @param environment variables that the image sets; a container's own come before them
 */
public record Image(List<String> entrypoint, Map<String, List<String>> programs, Map<String, String> environment) {
    public Image {
        entrypoint = List.copyOf(entrypoint);
        programs = Map.copyOf(programs);
        environment = Map.copyOf(environment);
    }

    public static Image of(String... entrypoint) {
        return new Image(List.of(entrypoint), Map.of(), Map.of());
    }

    /** The argument vector for a container's command and arguments, either of which may be empty. */
    public List<String> command(List<String> command, List<String> args) {
        List<String> argv = new ArrayList<>();
        if (command.isEmpty()) {
            argv.addAll(entrypoint);
        } else {
            argv.addAll(programs.getOrDefault(command.getFirst(), List.of(command.getFirst())));
            argv.addAll(command.subList(1, command.size()));
        }
        argv.addAll(args);
        return argv;
    }
}
