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
        InstanceRegistry registry = new InstanceRegistry(folder.resolve("mine").resolve("shap-local"));
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
    }

    @Test
    void anEntryOfAnotherProcessWithTheSamePidIsStale() throws IOException {
        InstanceRegistry registry = new InstanceRegistry(folder.resolve("shap-local"));
        LocalInstance earlier = new LocalInstance(ProcessHandle.current().pid(), Instant.EPOCH, API, folder);

        try (var entry = registry.register(earlier)) {
            assertThat(entry.file()).exists();
            assertThat(registry.running()).isEmpty();
        }
    }

    @Test
    void aFileThatIsNoRecordIsPassedOver() throws IOException {
        Path directory = Files.createDirectory(folder.resolve("shap-local"));
        Files.writeString(directory.resolve("1.json"), "{");

        assertThat(new InstanceRegistry(directory).running()).isEmpty();
        assertThat(new InstanceRegistry(folder.resolve("none")).running()).isEmpty();
    }
}
