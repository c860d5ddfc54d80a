package io.shapservice.engine.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.ExplainOptions.Method;
import io.shapservice.engine.explain.ExplainOptions.Output;
import io.shapservice.engine.explain.ExplainOptions.Precision;
import io.shapservice.engine.explain.Explainers;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.explain.Progress;
import io.shapservice.engine.table.Table;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Interaction values against those of the libraries, where they give them. */
class InteractionGoldenTest {
    static List<GoldenCase> cases() {
        return GoldenCase.with("interactions");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void interactionsInDoubleAreTheLibrarysOwn(GoldenCase golden) throws Exception {
        assertThat(error(golden, Precision.DOUBLE))
                .isLessThanOrEqualTo(golden.strict().get("interactions"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void interactionsInFloatAreWithinTheTolerance(GoldenCase golden) throws Exception {
        assertThat(error(golden, Precision.FLOAT))
                .isLessThanOrEqualTo(golden.tolerance().get("interactions"));
    }

    private static double error(GoldenCase golden, Precision precision) throws Exception {
        TreeEnsemble model = golden.ensemble();
        int perRow = model.features() * model.features() * model.outputs();
        Table rows = golden.firstRows(golden.array("interactions").length / perRow);
        ExplainOptions options = new ExplainOptions(Method.PATH, true, Output.RAW, precision);

        Explanation explanation = Explainers.create(model, options).explain(rows, Progress.NONE);

        return ScaledError.of(golden, "interactions", Objects.requireNonNull(explanation.interactions()));
    }
}
