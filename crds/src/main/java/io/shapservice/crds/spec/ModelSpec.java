package io.shapservice.crds.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.shapservice.crds.fields.ResourceFields;
import org.jspecify.annotations.Nullable;

/** One model of the service. */
@ResourceFields
public record ModelSpec(
        @JsonPropertyDescription("Name of the model in URLs, /v1/models/NAME. Lower-case letters, digits and '-'.")
        @Required
        @Size(min = 1, max = 40)
        @Pattern(Patterns.DNS_LABEL)
        String name,

        @JsonPropertyDescription("Where the model's file is: exactly one of path, configMap and persistentVolumeClaim.")
        @Required
        ModelSource source,

        @JsonPropertyDescription(
                "SHA-256 of the file, 64 lower-case hexadecimal digits. When set, a file with another digest is refused.")
        @Size(min = 64, max = 64)
        @Pattern(Patterns.SHA256)
        @Nullable
        String sha256,

        @JsonPropertyDescription(
                "Rows that stand for the absence of a feature: needed by method=interventional, and by method=path for"
                        + " models that do not keep the covers of their branches (ONNX, some of CatBoost).")
        @Nullable
        ModelBackground background,

        @JsonPropertyDescription("What is served while the model is missing or broken. Refuse: an error that says so.")
        @Default(Defaults.FALLBACK)
        @Nullable
        Fallback fallback) {}
