package io.shapservice.operator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.shapservice.crds.effective.EffectiveSpec;
import io.shapservice.crds.spec.ShapServiceSpec;
import io.shapservice.operator.desired.DesiredState;
import io.shapservice.operator.manifest.Images;
import io.shapservice.operator.manifest.Installation;
import io.shapservice.operator.manifest.ServiceIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of the table "What a change does" in docs/operator.md. */
class FieldEffectsTest {
    private static final YAMLMapper YAML = new YAMLMapper();

    static Stream<Arguments> rows() throws IOException {
        return OperatorPage.table("field").stream()
                .map(row ->
                        Arguments.of(OperatorPage.code(row.get(1)).iterator().next(), row.get(2)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aChangeOfAFieldChangesWhatIsSaidAndNothingElse(String change, String said) throws IOException {
        Set<String> expected = said.equals("nothing")
                ? Set.of()
                : Arrays.stream(said.split(",", -1)).map(String::strip).collect(Collectors.toSet());

        assertThat(Parts.changed(state("{}"), state(change))).isEqualTo(expected);
    }

    @Test
    void everyFieldHasARow() throws IOException {
        Set<String> documented = OperatorPage.words("field");
        List<String> missing = leaves().stream()
                .filter(leaf -> documented.stream().noneMatch(row -> leaf.equals(row) || leaf.startsWith(row + ".")))
                .toList();

        assertThat(missing).isEmpty();
        assertThat(leaves()).hasSizeGreaterThan(40);
    }

    private static Set<String> leaves() throws IOException {
        Set<String> leaves = new TreeSet<>();
        try (InputStream yaml = FieldEffectsTest.class.getResourceAsStream("/shapservices.shapservice.io.yaml")) {
            collect("", YAML.readTree(yaml).at("/spec/versions/0/schema/openAPIV3Schema/properties/spec"), leaves);
        }
        return leaves;
    }

    private static void collect(String path, JsonNode schema, Set<String> leaves) {
        JsonNode fields = schema.has("items") ? schema.at("/items/properties") : schema.path("properties");
        if (fields.isEmpty()) {
            leaves.add(path);
        }
        String prefix = path.isEmpty() ? "" : path + (schema.has("items") ? "[]." : ".");
        fields.properties().forEach(field -> collect(prefix + field.getKey(), field.getValue(), leaves));
    }

    private static DesiredState state(String yaml) throws IOException {
        return DesiredState.of(
                new ServiceIdentity("ns", "housing", "uid-1"),
                EffectiveSpec.of(YAML.readValue(yaml, ShapServiceSpec.class)),
                new Installation(new Images("api:1", "worker:1", "redis:1"), Optional.of("operators")));
    }
}
