package io.shapservice.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.ExplainOptions.Method;
import io.shapservice.engine.explain.ExplainOptions.Output;
import io.shapservice.engine.explain.ExplainOptions.Precision;
import io.shapservice.engine.golden.GoldenCase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an explainer of path-dependent values keeps beside the model, in arrays of numbers. */
class CompiledSizeTest {
    /** Deep trees have more points than one pass takes, and so several programs. */
    @ParameterizedTest
    @CsvSource({
        "xgb_cal_housing_med_ubj, 2, 2",
        "xgb_adult_100x6_ubj, 2, 2",
        "lgb_adult_100, 2, 2",
        "lgb_leaves127, 2, 2.5",
        "xgb_deep16, 2, 2.5"
    })
    void theCompiledFormIsAtMostTwiceTheModelsOwnArraysAndMoreForDeepTreesInDouble(
            String name, double inFloat, double inDouble) throws Exception {
        TreeEnsemble model = GoldenCase.named(name).ensemble();
        long own = ArrayBytes.of(model);
        for (Precision precision : Precision.values()) {
            ExplainOptions options = new ExplainOptions(Method.PATH, false, Output.RAW, precision);

            assertThat((double) ArrayBytes.of(Explainers.create(model, options), model) / own)
                    .as(precision.name())
                    .isLessThanOrEqualTo(precision == Precision.FLOAT ? inFloat : inDouble);
        }
    }
}
