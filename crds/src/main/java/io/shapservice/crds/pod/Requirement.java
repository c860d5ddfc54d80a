package io.shapservice.crds.pod;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.shapservice.crds.fields.ResourceFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must hold of one label or field. */
@ResourceFields
public record Requirement(
        @JsonPropertyDescription("The label or field.") @Required @Size(min = 1, max = 317) @Pattern(Shapes.LABEL_KEY)
        String key,

        @JsonPropertyDescription("How its value is compared with values.") @Required
        Operator operator,

        @JsonPropertyDescription("Values; none with Exists and DoesNotExist, one number with Gt and Lt.")
        @Size(max = Shapes.MOST_ITEMS)
        @Nullable
        List<String> values) {
    /** How a value is compared; Gt and Lt for nodes only. */
    public enum Operator {
        @JsonProperty("In")
        IN,
        @JsonProperty("NotIn")
        NOT_IN,
        @JsonProperty("Exists")
        EXISTS,
        @JsonProperty("DoesNotExist")
        DOES_NOT_EXIST,
        @JsonProperty("Gt")
        GT,
        @JsonProperty("Lt")
        LT
    }
}
