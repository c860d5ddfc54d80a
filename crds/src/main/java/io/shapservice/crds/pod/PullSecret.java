package io.shapservice.crds.pod;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.shapservice.crds.fields.ResourceFields;

/** A Secret of this namespace with the credentials of an image registry. */
@ResourceFields
public record PullSecret(
        @JsonPropertyDescription("Name of the Secret.") @Required @Size(min = 1, max = 253) @Pattern(Shapes.SUBDOMAIN)
        String name) {}
