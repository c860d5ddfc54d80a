package io.shapservice.crds.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommittedCrdTest {
    static final String COMMAND = "./mvnw -q -pl crds test -Dtest=CommittedCrdTest -Dregenerate";

    /** For kubectl, for Helm and for OLM. */
    @ParameterizedTest
    @ValueSource(strings = {"manifests", "helm/shap-operator/files", "bundle/manifests"})
    void theCommittedYamlIsWhatTheJavaTypesGenerate(String place, @TempDir Path folder) throws IOException {
        Path committed = Path.of("..", place, "shapservices.shapservice.io.yaml");
        String generated = GeneratedCrd.yaml(folder);
        if (System.getProperty("regenerate") != null) {
            Files.createDirectories(committed.getParent());
            Files.writeString(committed, generated);
        }
        assertThat(committed).as("write it anew with: %s", COMMAND).hasContent(generated);
    }
}
