package io.shapservice.crds.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommittedCrdTest {
    static final String COMMAND = "./mvnw -q -pl crds test -Dtest=CommittedCrdTest -Dregenerate";
    private static final Path COMMITTED = Path.of("..", "manifests", "shapservices.shapservice.io.yaml");

    @Test
    void theCommittedYamlIsWhatTheJavaTypesGenerate(@TempDir Path folder) throws IOException {
        String generated = GeneratedCrd.yaml(folder);
        if (System.getProperty("regenerate") != null) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, generated);
        }
        assertThat(COMMITTED).as("write it anew with: %s", COMMAND).hasContent(generated);
    }
}
