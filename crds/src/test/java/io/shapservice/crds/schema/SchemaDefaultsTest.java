package io.shapservice.crds.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.shapservice.crds.effective.EffectiveSpec;
import io.shapservice.crds.spec.ShapServiceSpec;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaDefaultsTest {
    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "models: [{name: housing, source: {path: /models/housing.json}}]",
                "models: [{name: m, source: {path: m.json}, background: {source: {path: rows.npy}}}]",
                "api: {apiKeysSecretRef: {name: callers}}",
                "redis: {timeout: 250ms, managed: {}}",
                "redis: {managed: {memory: 1Gi, storage: {size: 4Gi}}}",
                "redis: {external: {url: 'redis://redis:6379/0', passwordSecretRef: {name: redis}}}",
                "redis: {external: {url: 'rediss://s', topology: Sentinel, sentinelMaster: m, caSecretRef: {name:"
                        + " ca}}}",
                "memory: {limit: 1Gi}",
                "memory: {threshold: 400Mi}",
                "api: {replicas: 2, service: {annotations: {a: b}}}",
                "api: {podTemplate: {resources: {limits: {cpu: '2'}}, topologySpread: [{topologyKey: zone}]}}",
                "{networkPolicies: {metricsFrom: [monitoring]}, version: 1.2.3}",
                "workers: {minReplicas: 0}",
                "{results: {}, batchSize: 20, paused: true}"
            })
    void aSpecFilledInByTheSchemaMeansTheSameAsOneFilledInByTheOperator(String yaml) throws IOException {
        JsonNode written = new YAMLMapper().readTree(yaml);
        JsonNode filled = CommittedSchema.withDefaults(written, CommittedSchema.spec());

        assertThat(EffectiveSpec.of(JSON.treeToValue(filled, ShapServiceSpec.class)))
                .isEqualTo(EffectiveSpec.of(JSON.treeToValue(written, ShapServiceSpec.class)));
        assertThat(filled.has("workers")).isTrue();
        assertThat(filled.at("/workers/stuckAfter").isTextual()).isTrue();
    }
}
