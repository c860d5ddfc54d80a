package io.shapservice.crds.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.shapservice.crds.fields.ResourceFields;

/** One key of a ConfigMap. */
@ResourceFields
public record ConfigMapSource(
        @JsonPropertyDescription("Name of the ConfigMap.")
        @Required
        @Size(min = 1, max = 253)
        @Pattern(Patterns.DNS_SUBDOMAIN)
        String name,

        @JsonPropertyDescription("Key that holds the file, under data or binaryData.")
        @Required
        @Size(min = 1, max = 253)
        @Pattern(Patterns.CONFIG_KEY)
        String key) {}
