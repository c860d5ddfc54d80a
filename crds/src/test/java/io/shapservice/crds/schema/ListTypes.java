package io.shapservice.crds.schema;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;
import java.util.Map;

/**
 * How lists and maps merge, and how large they may be. Lists that are maps by one field merge item by item under server-side
 * apply, and doubled names are refused; those that Kubernetes itself treats as one value are one value here too.
 */
final class ListTypes {
    private static final long MOST_ENTRIES = 32;
    private static final Map<String, String> KEYS = Map.of(
            "models", "name",
            "volumes", "name",
            "imagePullSecrets", "name",
            "topologySpread", "topologyKey",
            "conditions", "type");
    private static final Map<String, Long> TEXTS = Map.of("annotations", 4096L);
    private static final long MOST_TEXT = 63;

    private ListTypes() {}

    static void in(JSONSchemaProps schema) {
        if (schema.getProperties() == null) {
            return;
        }
        schema.getProperties().forEach((name, field) -> {
            if ("array".equals(field.getType())) {
                list(name, field);
                in(field.getItems().getSchema());
            }
            if (field.getAdditionalProperties() != null) {
                field.setMaxProperties(MOST_ENTRIES);
                field.getAdditionalProperties().getSchema().setMaxLength(TEXTS.getOrDefault(name, MOST_TEXT));
            }
            in(field);
        });
    }

    private static void list(String name, JSONSchemaProps list) {
        if (KEYS.containsKey(name)) {
            list.setXKubernetesListType("map");
            list.setXKubernetesListMapKeys(List.of(KEYS.get(name)));
            return;
        }
        list.setXKubernetesListType(name.equals("metricsFrom") ? "set" : "atomic");
        JSONSchemaProps item = list.getItems().getSchema();
        if ("string".equals(item.getType())) {
            item.setMaxLength(MOST_TEXT);
        }
    }
}
