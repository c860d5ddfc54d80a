package io.shapservice.operator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.operator.autoscale.Reason;
import io.shapservice.operator.events.EventReason;
import io.shapservice.operator.status.ConditionReason;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentedReasonsTest {
    @Test
    void theReasonsOfConditionsAreTheDocumentedOnes() throws IOException {
        Set<String> reasons = Stream.concat(
                        Arrays.stream(ConditionReason.values()).map(ConditionReason::word),
                        Arrays.stream(Reason.values()).map(Reason::word))
                .collect(Collectors.toSet());

        assertThat(OperatorPage.words("reason")).containsExactlyInAnyOrderElementsOf(reasons);
    }

    @Test
    void theReasonsOfEventsAreTheDocumentedOnes() throws IOException {
        assertThat(OperatorPage.words("event"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(EventReason.values())
                        .map(EventReason::word)
                        .toList());
    }
}
