package io.shapservice.crds.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.shapservice.crds.fields.ResourceFields;
import org.jspecify.annotations.Nullable;

/** Where a model's file is; exactly one field is set. */
@ResourceFields
@ValidationRule(
        value = "[has(self.path), has(self.configMap), has(self.persistentVolumeClaim)].filter(set, set).size() == 1",
        message = "set exactly one of source.path, source.configMap and source.persistentVolumeClaim")
public record ModelSource(
        @JsonPropertyDescription(
                "A file inside the API pods, under a volume mounted at /models; in local mode a file of this machine.")
        @Size(min = 1, max = 512)
        @Nullable
        String path,

        @JsonPropertyDescription("A key of a ConfigMap in this namespace, for models of at most 1 MiB.") @Nullable
        ConfigMapSource configMap,

        @JsonPropertyDescription("A file on a volume of this namespace, mounted read-only.") @Nullable
        VolumeSource persistentVolumeClaim) {}
