package io.shapservice.crds.pod;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.shapservice.crds.fields.ResourceFields;
import org.jspecify.annotations.Nullable;

/** A volume with models or other data. */
@ResourceFields
@ValidationRule(
        value = "[has(self.persistentVolumeClaim), has(self.configMap)].filter(set, set).size() == 1",
        message = "set exactly one of persistentVolumeClaim and configMap for each volume")
@ValidationRule(
        value = "!self.mountPath.split('/').exists(part, part == '..')",
        message = "a volume's mountPath is /models or below: leave out any '..'")
public record ModelVolume(
        @JsonPropertyDescription("Name of the volume, unique among those of the pod.")
        @Required
        @Size(min = 1, max = 40)
        @Pattern(Shapes.NAME)
        String name,

        @JsonPropertyDescription("Where it is mounted: /models or a folder below.")
        @Required
        @Size(min = 1, max = 256)
        @Pattern("^/models(/[-._A-Za-z0-9]+)*$")
        String mountPath,

        @JsonPropertyDescription("A claim of this namespace.") @Nullable
        Claim persistentVolumeClaim,

        @JsonPropertyDescription("A ConfigMap of this namespace; each key is a file.") @Nullable
        Config configMap) {
    /** A PersistentVolumeClaim. */
    @ResourceFields
    public record Claim(
            @JsonPropertyDescription("Name of the PersistentVolumeClaim.")
            @Required
            @Size(min = 1, max = 253)
            @Pattern(Shapes.SUBDOMAIN)
            String claimName) {}

    /** A ConfigMap. */
    @ResourceFields
    public record Config(
            @JsonPropertyDescription("Name of the ConfigMap.")
            @Required
            @Size(min = 1, max = 253)
            @Pattern(Shapes.SUBDOMAIN)
            String name) {}
}
