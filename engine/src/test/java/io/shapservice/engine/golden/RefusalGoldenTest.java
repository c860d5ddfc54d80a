package io.shapservice.engine.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shapservice.engine.model.ModelException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models that trees of ours cannot express: the error says what it is, and where in the file it stands. */
class RefusalGoldenTest {
    @ParameterizedTest
    @CsvSource({
        "xgb_gblinear_refuse, gblinear, learner.gradient_booster",
        "lgb_linear_refuse, linear_tree=false, (tree 0",
        "cat_ctr_refuse, CTR, oblivious_trees[0].splits[0]",
    })
    void theReasonAndThePlaceAreNamed(String name, String reason, String place) {
        GoldenCase golden = GoldenCase.named(name);

        assertThatThrownBy(golden::ensemble)
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining(place);
    }

    @Test
    void everyRefusedCaseIsLookedAt() {
        List<String> refused = GoldenCase.all().stream()
                .filter(GoldenCase::refused)
                .map(GoldenCase::toString)
                .toList();

        assertThat(refused).containsExactlyInAnyOrder("xgb_gblinear_refuse", "lgb_linear_refuse", "cat_ctr_refuse");
    }
}
