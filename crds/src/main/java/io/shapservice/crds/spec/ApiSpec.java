package io.shapservice.crds.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.shapservice.crds.fields.ResourceFields;
import io.shapservice.crds.pod.PodTemplate;
import org.jspecify.annotations.Nullable;

/** The pods that answer HTTP. */
@ResourceFields
@ValidationRule(
        value =
                "!quantity(self.memory).isLessThan(quantity('384Mi')) && !quantity(self.memory).isGreaterThan(quantity('64Gi'))",
        message = "api.memory must be between 384Mi and 64Gi")
public record ApiSpec(
        @JsonPropertyDescription(
                "Number of API pods. Absent: one at first, and then whatever another owner of the number (a HorizontalPodAutoscaler) sets.")
        @Min(1)
        @Max(50)
        @Nullable
        Integer replicas,

        @JsonPropertyDescription("Memory that one API pod may use, 384Mi to 64Gi.")
        @Default(Defaults.API_MEMORY)
        @Size(max = 20)
        @Pattern(Patterns.QUANTITY)
        @Nullable
        String memory,

        @JsonPropertyDescription(
                "The Secret with the API keys that callers must have, a line 'sha256:… tenant' for each. Absent: the API is open."
                        + " Mounted into the API pods and never read by the operator; changed keys count at once, without a restart.")
        @Nullable
        ApiKeysRef apiKeysSecretRef,

        @JsonPropertyDescription("The Service in front of the API pods.") @Default(Defaults.OBJECT) @Nullable
        ApiServiceSpec service,

        @JsonPropertyDescription("What else the API's pods are to be like. A change restarts them one by one.")
        @Nullable
        PodTemplate podTemplate) {}
