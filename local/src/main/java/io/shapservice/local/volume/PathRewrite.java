package io.shapservice.local.volume;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Leads paths below a container's mounts to its root: at the start of a value, or after {@code =} or a blank. */
public final class PathRewrite {
    private final Pattern mounts;
    private final Path root;

    private PathRewrite(Pattern mounts, Path root) {
        this.mounts = mounts;
        this.root = root;
    }

    public static PathRewrite of(Container container, Path root) {
        String any = container.getVolumeMounts().stream()
                .map(VolumeMount::getMountPath)
                .map(path -> "/" + Volumes.relative(path))
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return new PathRewrite(
                any.isEmpty() ? Pattern.compile("(?!)") : Pattern.compile("(?<![^\\s=])(?:" + any + ")(?=/|\\s|$)"),
                root);
    }

    public String apply(String value) {
        return mounts.matcher(value).replaceAll(match -> Matcher.quoteReplacement(root + match.group()));
    }
}
