package io.shapservice.crds.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What the generator cannot say: the order of columns, the category, how lists merge, integer formats, and the constraints of
 * a condition.
 */
final class Conventions implements CRDPostProcessor {
    private static final List<String> COLUMNS = List.of("Ready", "Workers", "Desired", "Backlog", "Reason", "Age");
    private static final List<String> LONGS = List.of("observedGeneration", "seconds", "rows", "tolerationSeconds");
    private static final Map<String, String> CONDITION_FIELDS = Map.of(
            "type", "What the condition is about.",
            "status", "True, False or Unknown.",
            "reason", "One word for why, from a documented set.",
            "message", "Why, for a person: what was seen and what to do.",
            "lastTransitionTime", "When status last changed.",
            "observedGeneration", "The generation of the resource that the condition is about.");

    @Override
    public HasMetadata process(HasMetadata resource, String version) {
        if (resource instanceof CustomResourceDefinition definition) {
            definition.getSpec().getNames().setCategories(List.of("all"));
            definition.getSpec().getVersions().forEach(Conventions::version);
        }
        return resource;
    }

    private static void version(CustomResourceDefinitionVersion version) {
        version.setAdditionalPrinterColumns(version.getAdditionalPrinterColumns().stream()
                .sorted(Comparator.comparingInt((CustomResourceColumnDefinition c) -> COLUMNS.indexOf(c.getName())))
                .toList());
        JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
        root.setDescription(
                "Models served as SHAP explanations: an API, a Redis and a fleet of workers that follows the backlog.");
        // Without spec, no default inside it would apply and no rule would be checked.
        root.setRequired(List.of("spec"));
        root.setXKubernetesValidations(List.of(new ValidationRuleBuilder()
                .withRule(
                        "self.metadata.name.size() <= 40 && self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')")
                .withMessage(
                        "a ShapService's name names its Services and pods: at most 40 lower-case letters, digits and"
                                + " '-', beginning with a letter")
                .build()));
        spec(root.getProperties().get("spec"));
        status(root.getProperties().get("status"));
        formats("", root);
        CompleteDefaults.complete(root);
    }

    private static void spec(JSONSchemaProps spec) {
        spec.setDescription("What the service is to be.");
        ListTypes.in(spec);
    }

    private static void status(JSONSchemaProps status) {
        status.setDescription("What the operator last saw.");
        ListTypes.in(status);
        condition(status.getProperties().get("conditions").getItems().getSchema());
    }

    private static void condition(JSONSchemaProps item) {
        item.setRequired(List.of("lastTransitionTime", "message", "reason", "status", "type"));
        Map<String, JSONSchemaProps> fields = item.getProperties();
        CONDITION_FIELDS.forEach((name, description) -> fields.get(name).setDescription(description));
        fields.get("status")
                .setEnum(List.<JsonNode>of(new TextNode("True"), new TextNode("False"), new TextNode("Unknown")));
        fields.get("reason").setMinLength(1L);
        fields.get("reason").setMaxLength(1024L);
        fields.get("reason").setPattern("^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$");
        fields.get("message").setMaxLength(32_768L);
        fields.get("type").setMaxLength(316L);
        fields.get("lastTransitionTime").setFormat("date-time");
    }

    private static void formats(String name, JSONSchemaProps schema) {
        if ("integer".equals(schema.getType())) {
            schema.setFormat(LONGS.contains(name) ? "int64" : "int32");
        }
        if (schema.getProperties() != null) {
            schema.getProperties().forEach(Conventions::formats);
        }
        if (schema.getItems() != null) {
            formats(name, schema.getItems().getSchema());
        }
    }
}
