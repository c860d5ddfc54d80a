package io.shapservice.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceRegistryTest {
    private static final URI API = URI.create("http://127.0.0.1:1234");

    @TempDir
    private Path folder;

    @Test
    void anInstanceIsKnownUntilItsEntryIsClosed() throws IOException {
        InstanceRegistry registry = new InstanceRegistry(folder.resolve("instances"));
        LocalInstance instance = LocalInstance.ofThisProcess(API, folder);

        try (var entry = registry.register(instance)) {
            assertThat(registry.running()).containsExactly(instance);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(entry.file())))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(entry.file().getParent())))
                    .isEqualTo("rwx------");
        }

        assertThat(registry.running()).isEmpty();
        assertThat(folder.resolve("instances")).doesNotExist();
    }

    @Test
    void theFolderStaysAsLongAsAnInstanceIsInIt() throws IOException {
        InstanceRegistry registry = new InstanceRegistry(folder.resolve("instances"));
        LocalInstance instance = LocalInstance.ofThisProcess(API, folder);

        try (var first = registry.register(instance)) {
            registry.register(instance).close();
            assertThat(first.file()).exists();
            assertThat(registry.running()).containsExactly(instance);
        }
    }

    @Test
    void theEntryOfAKilledProcessIsRemovedByTheNextInstance() throws IOException {
        InstanceRegistry registry = new InstanceRegistry(folder.resolve("instances"));
        LocalInstance killed = new LocalInstance(ProcessHandle.current().pid(), Instant.EPOCH, API, folder);
        Path left = registry.register(killed).file();

        registry.register(LocalInstance.ofThisProcess(API, folder)).close();

        assertThat(left).doesNotExist();
    }

    @Test
    void anEntryOfAnotherProcessWithTheSamePidIsStale() throws IOException {
        InstanceRegistry registry = new InstanceRegistry(folder.resolve("instances"));
        LocalInstance earlier = new LocalInstance(ProcessHandle.current().pid(), Instant.EPOCH, API, folder);

        try (var entry = registry.register(earlier)) {
            assertThat(entry.file()).exists();
            assertThat(registry.running()).isEmpty();
        }
    }

    @Test
    void aFileThatIsNoRecordIsPassedOver() throws IOException {
        Path directory = Files.createDirectory(folder.resolve("instances"));
        Files.writeString(directory.resolve("1.json"), "{");

        assertThat(new InstanceRegistry(directory).running()).isEmpty();
        assertThat(new InstanceRegistry(folder.resolve("none")).running()).isEmpty();
    }
}
