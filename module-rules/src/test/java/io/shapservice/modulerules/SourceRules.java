package io.shapservice.modulerules;

import static java.util.stream.Collectors.groupingBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What holds for a folder of sources; each method lists the offenders with what is wrong and what to do. */
record SourceRules(Path sources) {

    static final int MOST_LINES = 400;
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TODO|FIXME|XXX)\\b|@Disabled");

    List<String> tooLong() {
        return files().filter(file -> lines(file).size() > MOST_LINES)
                .map(file -> "%s has %d lines, more than %d: split it by its reasons to change"
                        .formatted(sources.relativize(file), lines(file).size(), MOST_LINES))
                .toList();
    }

    List<String> packagesNotNullMarked() {
        Map<Path, List<Path>> packages = files().collect(groupingBy(Path::getParent));
        return packages.keySet().stream()
                .filter(folder -> !isNullMarked(folder.resolve("package-info.java")))
                .map(folder -> "%s has no package-info.java with @NullMarked".formatted(sources.relativize(folder)))
                .sorted()
                .toList();
    }

    List<String> unfinished() {
        return files().filter(file -> lines(file).stream()
                        .anyMatch(line -> UNFINISHED.matcher(line).find()))
                .map(file -> "%s leaves something unfinished: do it, or file it".formatted(sources.relativize(file)))
                .toList();
    }

    private static boolean isNullMarked(Path packageInfo) {
        return Files.exists(packageInfo) && lines(packageInfo).contains("@NullMarked");
    }

    private Stream<Path> files() {
        if (!Files.isDirectory(sources)) {
            return Stream.of();
        }
        try (Stream<Path> tree = Files.walk(sources)) {
            return tree.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
