package io.shapservice.local;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
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
        Path home = runtime != null && Files.isWritable(Path.of(runtime))
                ? Path.of(runtime)
                : Path.of("/tmp", "shap-" + System.getProperty("user.name"));
        return new InstanceRegistry(home.resolve("shap-local"));
    }

    /** The instances whose process still runs, oldest first. */
    public List<LocalInstance> running() {
        if (!Files.isDirectory(directory)) {
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
        openDirectory();
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

    /** In a folder that all may write, a stranger could have been first: then nothing is read from it or written to it. */
    private void openDirectory() throws IOException {
        Path parent = directory.toAbsolutePath().getParent();
        for (Path each : parent == null ? List.of(directory) : List.of(parent, directory)) {
            try {
                Files.createDirectory(each, asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } catch (FileAlreadyExistsException e) {
                LOG.trace("{} is there already", each);
            }
        }
        if (!ownedByThisUser()) {
            throw new IOException(directory + " belongs to another user: remove it, or set XDG_RUNTIME_DIR");
        }
    }

    private boolean ownedByThisUser() throws IOException {
        Object owner = Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        return owner.equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))
                && Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS);
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

    /** The file of one instance; closing removes it. */
    record Entry(Path file) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file);
        }
    }
}
