package io.shapservice.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.shapservice.crds.ShapService;
import io.shapservice.crds.effective.EffectiveSpec;
import io.shapservice.crds.spec.ShapServiceSpec;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchemaRulesIT {
    private RealApiServer server;

    @BeforeAll
    void start() throws IOException {
        server = new RealApiServer();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{redis: {}} | set exactly one of redis.managed and redis.external",
                "{redis: {managed: {}, external: {url: 'redis://r:6379'}}} | set exactly one of",
                "{redis: {external: {url: 'redis://user:pass@r:6379'}}} | passwordSecretRef",
                "{redis: {timeout: 1ms, managed: {}}} | redis.timeout must be between 100ms and 5m",
                "{redis: {managed: {memory: 2Gi}}} | at least 1.5 ×",
                "{memory: {limit: 100Mi}} | memory.limit must be between",
                "{memory: {threshold: 512Mi}} | memory.threshold must be below memory.limit",
                "{api: {memory: 1Mi}} | api.memory must be between",
                "{workers: {minReplicas: 21}} | lower minReplicas or raise maxReplicas",
                "{workers: {stuckAfter: 4s}} | workers.stuckAfter must be between 5s and 24h",
                "{workers: {targetDrain: 0s}} | workers.targetDrain must be between",
                "{workers: {mode: Manual}} | needs workers.replicas",
                "{workers: {replicas: 3}} | only for workers.mode Manual",
                "{workers: {mode: auto}} | Unsupported value",
                "{models: [{name: a, source: {}}]} | set exactly one of source.path",
                "{models: [{name: a, source: {path: x}}, {name: a, source: {path: y}}]} | Duplicate value",
                "{models: [{name: A_b, source: {path: x}}]} | should match",
                "{models: [{name: a, source: {persistentVolumeClaim: {claimName: c, path: /x}}}]} | relative to the volume",
                "{redis: {external: {url: 'redis://r', topology: Sentinel}}} | set it with topology Sentinel",
                "{redis: {external: {url: 'redis://r,s'}}} | names several servers",
                "{results: {ttl: 10s}} | results.ttl must be between",
                "{batchSize: 0} | greater than or equal to 1"
            })
    void aWrongSpecIsRefusedWithTheFix(String spec, String message) {
        assertThatThrownBy(() -> create("wrong", spec))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{background: {}}",
                "{models: [{name: a, source: {s3: {uri: x}}}]}",
                "{redis: {external: {url: 'redis://r', clusterName: c}}}"
            })
    void aFieldThatIsNotThereYetIsRefusedAndNotSwallowed(String spec) {
        assertThatThrownBy(() -> create("unknown", spec)).hasMessageContaining("unknown field");
    }

    @Test
    void aNameThatIsTooLongForItsChildrenIsRefused() {
        assertThatThrownBy(() -> create("a".repeat(41), "{}")).hasMessageContaining("at most 40");
        assertThatCode(() -> create("a".repeat(40), "{}")).doesNotThrowAnyException();
    }

    @Test
    void theApiServersDefaultsAreTheOperators() {
        ShapService created = create("defaults", "{models: [{name: a, source: {path: /models/a.json}}]}");

        ShapServiceSpec filled = Objects.requireNonNull(created.getSpec());
        assertThat(filled.workers()).isNotNull();
        assertThat(EffectiveSpec.of(filled))
                .usingRecursiveComparison()
                .ignoringFields("models")
                .isEqualTo(EffectiveSpec.of(ShapServiceSpec.EMPTY));
    }

    @Test
    void theSizeOfTheVolumeCannotChange() {
        create("volume", "{redis: {managed: {storage: {size: 2Gi}}}}");

        assertThatThrownBy(() -> apply("volume", "{redis: {managed: {storage: {size: 3Gi}}}}"))
                .hasMessageContaining("cannot change: resize");
    }

    private ShapService create(String name, String spec) {
        return typed(strict(name, spec).create());
    }

    private ShapService apply(String name, String spec) {
        return typed(strict(name, spec).update());
    }

    private ShapService typed(GenericKubernetesResource resource) {
        return server.client.getKubernetesSerialization().convertValue(resource, ShapService.class);
    }

    /** Untyped, so that fields that the Java types do not have are sent too; strict, as kubectl is. */
    private NonDeletingOperation<GenericKubernetesResource> strict(String name, String spec) {
        GenericKubernetesResource resource = server.client
                .getKubernetesSerialization()
                .unmarshal("""
                        apiVersion: shapservice.io/v1alpha1
                        kind: ShapService
                        metadata: {name: %s, namespace: %s}
                        spec: %s
                        """.formatted(name, server.namespace, spec), GenericKubernetesResource.class);
        return server.client.resource(resource).fieldValidation(FieldValidateable.Validation.STRICT);
    }
}
