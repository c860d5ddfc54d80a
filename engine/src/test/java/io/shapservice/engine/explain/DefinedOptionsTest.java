package io.shapservice.engine.explain;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shapservice.engine.background.Background;
import io.shapservice.engine.explain.ExplainOptions.Method;
import io.shapservice.engine.explain.ExplainOptions.Output;
import io.shapservice.engine.explain.ExplainOptions.Precision;
import io.shapservice.engine.golden.GoldenCase;
import io.shapservice.engine.table.Table;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinedOptionsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "xgb_binary_nan | PATH           | false | PROBABILITY | add up to the margin only",
                "xgb_binary_nan | INTERVENTIONAL | true  | RAW         | use method=path",
                "xgb_softprob4  | INTERVENTIONAL | false | PROBABILITY | depends on all margins",
                "xgb_reg_d3     | INTERVENTIONAL | false | PROBABILITY | raw output is what it predicts"
            })
    void aCombinationWithoutADefinitionIsRefusedWithTheReason(
            String model, Method method, boolean interactions, Output output, String reason) throws Exception {
        ExplainOptions options = new ExplainOptions(method, interactions, output, Precision.DOUBLE);
        GoldenCase golden = GoldenCase.named(model);
        Background background = Background.of(golden.rows());

        assertThatThrownBy(() -> Explainers.create(golden.ensemble(), options, background))
                .isInstanceOf(UnsupportedOptionsException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void interventionalWithoutABackgroundIsRefused() {
        ExplainOptions options = new ExplainOptions(Method.INTERVENTIONAL, false, Output.RAW, Precision.FLOAT);

        assertThatThrownBy(
                        () -> Explainers.create(GoldenCase.named("xgb_reg_d3").ensemble(), options))
                .isInstanceOf(UnsupportedOptionsException.class)
                .hasMessageContaining("needs background rows");
    }

    @Test
    void aBackgroundOfAnotherWidthIsRefused() throws Exception {
        ExplainOptions options = new ExplainOptions(Method.INTERVENTIONAL, false, Output.RAW, Precision.FLOAT);
        Background narrow = Background.of(new Table(new double[4], 2, 2, List.of()));

        assertThatThrownBy(
                        () -> Explainers.create(GoldenCase.named("xgb_reg_d3").ensemble(), options, narrow))
                .isInstanceOf(UnsupportedOptionsException.class)
                .hasMessageContaining("2 columns")
                .hasMessageContaining("6 features");
    }
}
