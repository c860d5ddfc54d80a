package io.shapservice.crds.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.shapservice.crds.fields.ResourceFields;

/** A file on a persistent volume. */
@ResourceFields
@ValidationRule(
        value = "!self.path.startsWith('/') && !self.path.split('/').exists(part, part == '..')",
        message = "persistentVolumeClaim.path is relative to the volume: leave out a leading '/' and any '..'")
public record VolumeSource(
        @JsonPropertyDescription("Name of the PersistentVolumeClaim.")
        @Required
        @Size(min = 1, max = 253)
        @Pattern(Patterns.DNS_SUBDOMAIN)
        String claimName,

        @JsonPropertyDescription("The file, relative to the root of the volume.") @Required @Size(min = 1, max = 512)
        String path) {}
