package io.shapservice.local.volume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder whose files change all at once, laid out as the kubelet does it: the files are links into {@code ..data}, itself
 * a link to the present generation, which is replaced in one step.
 */
record AtomicFolder(Path folder) {

    /** Makes the folder hold these files; other entries, such as mount points, stay. */
    void write(Map<String, byte[]> files) throws IOException {
        Files.createDirectories(folder);
        if (holds(files)) {
            return;
        }
        Path data = folder.resolve("..data");
        Optional<Path> old = Files.exists(data) ? Optional.of(data.toRealPath()) : Optional.empty();
        Path generation = folder.resolve(".." + UUID.randomUUID());
        Files.createDirectory(generation);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path target = generation.resolve(file.getKey()).normalize();
            if (!target.startsWith(generation)) {
                throw new IOException("the volume's path " + file.getKey() + " leaves the volume");
            }
            Files.createDirectories(target.getParent());
            Files.write(target, file.getValue());
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
        }
        Path next = folder.resolve("..data_next");
        Files.deleteIfExists(next);
        Files.createSymbolicLink(next, generation.getFileName());
        Files.move(next, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        link(topLevel(files.keySet()));
        if (old.isPresent()) {
            remove(old.get());
        }
    }

    private boolean holds(Map<String, byte[]> files) throws IOException {
        Path data = folder.resolve("..data");
        if (!Files.isDirectory(data)) {
            return false;
        }
        Path real = data.toRealPath();
        try (Stream<Path> tree = Files.walk(real)) {
            Set<String> present = tree.filter(Files::isRegularFile)
                    .map(file -> real.relativize(file).toString())
                    .collect(Collectors.toSet());
            if (!present.equals(files.keySet())) {
                return false;
            }
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (!Arrays.equals(Files.readAllBytes(real.resolve(file.getKey())), file.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static Set<String> topLevel(Set<String> paths) {
        return paths.stream().map(path -> path.replaceAll("/.*", "")).collect(Collectors.toCollection(TreeSet::new));
    }

    private void link(Set<String> names) throws IOException {
        for (String name : names) {
            if (!Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                Files.createSymbolicLink(folder.resolve(name), Path.of("..data", name));
            }
        }
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                boolean ours = Files.isSymbolicLink(entry)
                        && Files.readSymbolicLink(entry).startsWith("..data");
                if (ours && !names.contains(entry.getFileName().toString())) {
                    Files.delete(entry);
                }
            }
        }
    }

    private static void remove(Path tree) throws IOException {
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
