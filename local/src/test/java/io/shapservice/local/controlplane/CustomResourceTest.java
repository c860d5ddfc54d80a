package io.shapservice.local.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CustomResourceTest {
    private final ControlPlane controlPlane = ControlPlane.start();
    private final KubernetesClient client = controlPlane.client();

    @BeforeAll
    void define() {
        client.load(CustomResourceTest.class.getResourceAsStream("/widgets.example.com.yaml"))
                .create();
    }

    @AfterAll
    void stop() {
        controlPlane.close();
    }

    @Test
    void whatIsAbsentGetsItsDefaultAlsoInsideDefaultsAndItems() {
        GenericKubernetesResource created = widget(
                        "defaults", "{shape: Round, parts: [{name: a}, {name: b, weight: 7}]}")
                .create();

        assertThat(json(created).path("spec"))
                .isEqualTo(json("{shape: Round, parts: [{name: a, weight: 1}, {name: b, weight: 7}], size: 3,"
                        + " limits: {memory: 1Gi}}"));
    }

    @Test
    void anUnknownFieldIsRefusedByItsPath() {
        assertThatThrownBy(() -> widget("unknown", "{shape: Round, parts: [{name: a, colour: red}], sise: 1}")
                        .create())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        refusal -> assertThat(refusal.getCode()).isEqualTo(400))
                .hasMessageContaining("strict decoding error")
                .hasMessageContaining("unknown field \"spec.parts[0].colour\", unknown field \"spec.sise\"");
        assertThat(widget("free", "{shape: Round, free: {any: thing}, labels: {any: label}}")
                        .create())
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|spec.shape: Required value",
                "{shape: Flat}|spec.shape: Unsupported value: \"Flat\": supported values: \"Round\", \"Square\"",
                "{shape: Round, size: 11}|spec.size in body should be less than or equal to 10",
                "{shape: Round, size: 0}|spec.size in body should be greater than or equal to 1",
                "{shape: Round, size: big}|spec.size in body must be of type integer: \"string\"",
                "{shape: Round, code: A}|spec.code in body should match '^[a-z]+$'",
                "{shape: Round, code: abcde}|spec.code in body should be at most 4 chars long",
                "{shape: Round, port: true}|spec.port in body must be of type integer,string: \"boolean\"",
                "{shape: Round, labels: {a: 1}}|spec.labels.a in body must be of type string: \"integer\"",
                "{shape: Round, parts: [{name: a}, {name: a}]}|spec.parts[1]: Duplicate value: {\"name\":\"a\"}",
                "{shape: Round, parts: [{weight: 1}]}|spec.parts[0].name: Required value"
            })
    void whatTheSchemaForbidsIsInvalid(String spec, String message) {
        assertThatThrownBy(() -> widget("invalid", spec).create())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        refusal -> assertThat(refusal.getCode()).isEqualTo(422))
                .hasMessageContaining("Widget.example.com \"invalid\" is invalid: ")
                .hasMessageContaining(message);
    }

    @Test
    void statusIsWrittenApartAndDoesNotCountAsAGeneration() {
        widget("status", "{shape: Round}").create();
        GenericKubernetesResource withStatus = resource("status", "{shape: Square}");
        withStatus.setAdditionalProperty("status", json("{phase: Done}"));

        GenericKubernetesResource written = client.resource(withStatus).updateStatus();

        assertThat(json(written).path("status").path("phase").asText()).isEqualTo("Done");
        assertThat(json(written).path("spec").path("shape").asText()).isEqualTo("Round");
        assertThat(written.getMetadata().getGeneration()).isEqualTo(1);
    }

    @Test
    void aListByKeyMergesItemByItemWhenApplied() {
        apply("one", "parts", "{shape: Round, parts: [{name: a, weight: 2}]}");

        GenericKubernetesResource both = apply("two", "parts", "{parts: [{name: b}]}");
        GenericKubernetesResource one = apply("one", "parts", "{shape: Round}");

        assertThat(json(both).path("spec").path("parts"))
                .isEqualTo(json("[{name: a, weight: 2}, {name: b, weight: 1}]"));
        assertThat(json(one).path("spec").path("parts")).isEqualTo(json("[{name: b, weight: 1}]"));
    }

    @Test
    void aMergePatchReplacesListsAndRemovesByNull() {
        Resource<GenericKubernetesResource> widget = widget("merge", "{shape: Round, code: a, parts: [{name: a}]}");
        widget.create();

        GenericKubernetesResource patched = widget.patch(
                PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"code\":null,\"parts\":[{\"name\":\"b\"}]}}");

        assertThat(json(patched).path("spec").has("code")).isFalse();
        assertThat(json(patched).path("spec").path("parts")).isEqualTo(json("[{name: b, weight: 1}]"));
        assertThat(patched.getMetadata().getGeneration()).isEqualTo(2);
    }

    private GenericKubernetesResource apply(String manager, String name, String spec) {
        return client.resource(resource(name, spec)).fieldManager(manager).serverSideApply();
    }

    private Resource<GenericKubernetesResource> widget(String name, String spec) {
        return client.resource(resource(name, spec));
    }

    private static GenericKubernetesResource resource(String name, String spec) {
        return Serialization.unmarshal(
                "---\n{apiVersion: example.com/v1, kind: Widget, metadata: {name: " + name
                        + ", namespace: test}, spec: " + spec + "}",
                GenericKubernetesResource.class);
    }

    private JsonNode json(GenericKubernetesResource resource) {
        return client.getKubernetesSerialization().convertValue(resource, JsonNode.class);
    }

    private static JsonNode json(String yaml) {
        return Serialization.unmarshal("---\n" + yaml, JsonNode.class);
    }
}
