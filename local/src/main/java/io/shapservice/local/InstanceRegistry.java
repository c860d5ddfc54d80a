package io.shapservice.local;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder of this user alone, with one file per running instance. */
public final class InstanceRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceRegistry.class);

    private final Path directory;
    private final ObjectMapper json = new ObjectMapper();

    public InstanceRegistry(Path directory) {
        this.directory = directory;
    }

    /** The registry of the user that runs this process: below {@code XDG_RUNTIME_DIR}, else below {@code /tmp}. */
    public static InstanceRegistry ofUser(Map<String, String> environment) {
        String runtime = environment.get("XDG_RUNTIME_DIR");
        return new InstanceRegistry(
                runtime != null && Files.isWritable(Path.of(runtime))
                        ? Path.of(runtime, "shap-instances")
                        : Path.of("/tmp", "shap-instances-" + System.getProperty("user.name")));
    }

    /** The instances whose process still runs, oldest first. */
    public List<LocalInstance> running() {
        if (!Files.isDirectory(directory) || !ownedByThisUser()) {
            return List.of();
        }
        List<LocalInstance> found = new ArrayList<>();
        try (var files = Files.newDirectoryStream(directory, "*.json")) {
            for (Path file : files) {
                read(file).filter(InstanceRegistry::lives).ifPresent(found::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the local instances in " + directory, e);
        }
        found.sort(Comparator.comparing(LocalInstance::processStart));
        return found;
    }

    /** Makes an instance known until the returned handle is closed. */
    Entry register(LocalInstance instance) throws IOException {
        while (true) {
            openDirectory();
            try {
                return write(instance);
            } catch (NoSuchFileException e) {
                LOG.trace("another instance, the last one so far, took the folder away as it ended", e);
            }
        }
    }

    private Entry write(LocalInstance instance) throws IOException {
        forgetKilled();
        Path file = directory.resolve(instance.pid() + "-" + System.nanoTime() + ".json");
        ObjectNode node = json.createObjectNode()
                .put("pid", instance.pid())
                .put("processStart", instance.processStart().toString())
                .put("apiServer", instance.apiServer().toString())
                .put("stateDirectory", instance.stateDirectory().toString());
        Path draft = Files.createTempFile(directory, "draft", ".tmp", asFileAttribute(fromString("rw-------")));
        Files.write(draft, json.writeValueAsBytes(node));
        Files.move(draft, file);
        return new Entry(file);
    }

    /** A process that was killed could not take its file away. */
    private void forgetKilled() throws IOException {
        try (var files = Files.newDirectoryStream(directory, "*.json")) {
            for (Path file : files) {
                if (read(file).filter(instance -> !lives(instance)).isPresent()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** In a folder that all may write, a stranger could have been first: then nothing is read from it or written to it. */
    private void openDirectory() throws IOException {
        try {
            Files.createDirectory(directory, asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            LOG.trace("{} is there already", directory);
        }
        if (!ownedByThisUser()) {
            throw new IOException(directory + " belongs to another user: remove it, or set XDG_RUNTIME_DIR");
        }
    }

    private boolean ownedByThisUser() {
        try {
            Object owner = Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS);
            return owner.equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))
                    && Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            return false;
        }
    }

    private Optional<LocalInstance> read(Path file) {
        try {
            var node = json.readTree(Files.readAllBytes(file));
            return Optional.of(new LocalInstance(
                    node.required("pid").asLong(),
                    Instant.parse(node.required("processStart").asText()),
                    URI.create(node.required("apiServer").asText()),
                    Path.of(node.required("stateDirectory").asText())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            LOG.warn("ignoring {}: not the record of a local instance ({})", file, e.toString());
            return Optional.empty();
        }
    }

    private static boolean lives(LocalInstance instance) {
        return ProcessHandle.of(instance.pid())
                .flatMap(handle -> handle.info().startInstant())
                .filter(instance.processStart()::equals)
                .isPresent();
    }

    /** The file of one instance; closing removes it, and the folder after the last one. */
    record Entry(Path file) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file);
            try {
                Files.deleteIfExists(file.resolveSibling(""));
            } catch (DirectoryNotEmptyException e) {
                LOG.trace("another instance is registered", e);
            }
        }
    }
}
