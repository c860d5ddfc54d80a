package io.shapservice.local.pod;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpansionTest {
    private final Map<String, String> variables = Map.of("HOST", "h", "COST", "$5");

    @Test
    void knownVariablesAreReplacedAndOthersStay() {
        assertThat(Expansion.expand("http://$(HOST):$(PORT)/$(COST)", variables))
                .isEqualTo("http://h:$(PORT)/$5");
    }

    @Test
    void aDoubledDollarKeepsAReferenceAsItIs() {
        assertThat(Expansion.expand("$$(HOST) $$ $HOST", variables)).isEqualTo("$(HOST) $ $HOST");
    }
}
