package io.shapservice.crds.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.shapservice.crds.fields.ResourceFields;
import org.jspecify.annotations.Nullable;

/** One key of a Secret with the API keys that callers must have. */
@ResourceFields
public record ApiKeysRef(
        @JsonPropertyDescription("Name of the Secret.")
        @Required
        @Size(min = 1, max = 253)
        @Pattern(Patterns.DNS_SUBDOMAIN)
        String name,

        @JsonPropertyDescription("Key in the Secret.")
        @Default(Defaults.API_KEYS_KEY)
        @Size(min = 1, max = 253)
        @Pattern(Patterns.CONFIG_KEY)
        @Nullable
        String key) {}
