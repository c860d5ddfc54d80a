package io.shapservice.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.shapservice.cli.exit.ExitCode;
import io.shapservice.cli.exit.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceFileTest {
    @TempDir
    private Path folder;

    @Test
    void aRelativeModelPathIsRelativeToTheFilesFolder() throws Exception {
        var resources = ResourceFile.read(file("""
                apiVersion: shapservice.io/v1alpha1
                kind: ShapService
                metadata: {name: housing}
                spec:
                  models:
                    - name: near
                      source: {path: models/a.json}
                      background: {source: {path: rows.npy}}
                    - name: far
                      source: {path: /models/b.json}
                    - name: elsewhere
                      source: {configMap: {name: c, key: c.json}}
                """));
        GenericKubernetesResource service = resources.getFirst();
        assertThat(path(service, 0)).isEqualTo(folder.resolve("models/a.json").toString());
        assertThat(path(service, 1)).isEqualTo("/models/b.json");
        assertThat(service.<String>get("spec", "models", 0, "background", "source", "path"))
                .isEqualTo(folder.resolve("rows.npy").toString());
        assertThat(service.<Object>get("spec", "models", 2, "source", "path")).isNull();
        assertThat(service.getMetadata().getNamespace()).isEqualTo("default");
    }

    @Test
    void everyDocumentIsReadInItsOrderWithFieldsThatTheSchemaDoesNotKnow() throws Exception {
        var resources = ResourceFile.read(file("""
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: model, namespace: ml}
                data: {m.json: "{}"}
                ---
                apiVersion: shapservice.io/v1alpha1
                kind: ShapService
                metadata: {name: a}
                spec: {modles: []}
                ---
                """));
        assertThat(resources)
                .extracting(GenericKubernetesResource::getKind)
                .containsExactly("ConfigMap", "ShapService");
        assertThat(resources.get(0).getMetadata().getNamespace()).isEqualTo("ml");
        assertThat(resources.get(1).<Object>get("spec", "modles")).isNotNull();
    }

    @Test
    void whatCannotBeUsedIsRefusedInOneLineThatNamesTheFile() throws Exception {
        assertRefused("a: [", "is not YAML");
        assertRefused("- 1", "is not a resource");
        assertRefused("kind: ShapService", "needs apiVersion, kind and metadata.name");
        assertRefused("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}", "holds no ShapService");
        assertThatThrownBy(() -> ResourceFile.read(folder.resolve("absent.yaml")))
                .isInstanceOfSatisfying(
                        UserError.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("absent.yaml");
    }

    private void assertRefused(String yaml, String why) throws IOException {
        var file = file(yaml);
        assertThatThrownBy(() -> ResourceFile.read(file))
                .isInstanceOfSatisfying(
                        UserError.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining(file.toString())
                .hasMessageContaining(why);
    }

    private static String path(GenericKubernetesResource service, int model) {
        return service.get("spec", "models", model, "source", "path");
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("service.yaml"), yaml);
    }
}
