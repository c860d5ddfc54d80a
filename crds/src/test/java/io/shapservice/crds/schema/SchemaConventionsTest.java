package io.shapservice.crds.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SchemaConventionsTest {
    @Test
    void everyFieldSaysWhatItIs() throws IOException {
        assertThat(fieldsWhere(field -> field.path("description").asText().isBlank()))
                .isEmpty();
    }

    @Test
    void everyTextAndListHasAnUpperBound() throws IOException {
        assertThat(fieldsWhere(field -> field.path("type").asText().equals("string")
                        && !field.has("maxLength")
                        && !field.has("enum")
                        && !field.has("format")))
                .isEmpty();
        assertThat(fieldsWhere(field -> Stream.of("items", "additionalProperties")
                        .map(field::path)
                        .anyMatch(inner -> inner.path("type").asText().equals("string") && !inner.has("maxLength"))))
                .isEmpty();
        assertThat(fieldsWhere(field -> field.has("additionalProperties") && !field.has("maxProperties")))
                .isEmpty();
        assertThat(fieldsWhere(field -> field.path("type").asText().equals("array") && !field.has("maxItems")))
                .isEmpty();
    }

    @Test
    void everyListSaysHowItMerges() throws IOException {
        assertThat(fieldsWhere(field -> field.path("type").asText().equals("array")
                        && field.path("x-kubernetes-list-type").asText().isEmpty()))
                .isEmpty();
        assertThat(fieldsWhere(field -> field.path("items").path("properties").has("name")
                        && !field.path("x-kubernetes-list-type").asText().equals("map")))
                .as("items with a name are told apart by it")
                .isEmpty();
    }

    @Test
    void noFieldIsAFloatingPointNumber() throws IOException {
        assertThat(fieldsWhere(field -> field.path("type").asText().equals("number")))
                .isEmpty();
    }

    @Test
    void noPartOfTheResourceSwallowsUnknownFields() throws IOException {
        assertThat(fieldsWhere(field -> field.has("x-kubernetes-preserve-unknown-fields")
                        || (field.has("additionalProperties") && field.has("properties"))))
                .isEmpty();
    }

    @Test
    void everyRuleSaysWhatToDo() throws IOException {
        assertThat(fieldsWhere(field -> {
                    for (JsonNode rule : field.path("x-kubernetes-validations")) {
                        if (rule.path("message").asText().length() < 20) {
                            return true;
                        }
                    }
                    return false;
                }))
                .isEmpty();
    }

    private static List<String> fieldsWhere(Predicate<JsonNode> wrong) throws IOException {
        List<String> found = new ArrayList<>();
        for (String part : List.of("spec", "status")) {
            JsonNode schema = CommittedSchema.root().at("/properties/" + part);
            assertThat(schema.path("properties").size()).isGreaterThan(3);
            collect(part, schema, wrong, found);
        }
        return found;
    }

    private static void collect(String path, JsonNode schema, Predicate<JsonNode> wrong, List<String> found) {
        if (wrong.test(schema)) {
            found.add(path);
        }
        schema.path("properties")
                .properties()
                .forEach(e -> collect(path + "." + e.getKey(), e.getValue(), wrong, found));
        schema.path("items")
                .path("properties")
                .properties()
                .forEach(e -> collect(path + "[]." + e.getKey(), e.getValue(), wrong, found));
    }
}
