package io.shapservice.engine.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.engine.background.Background;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Interventional values against brute force through the libraries' own predictions, or shap's where that is too much work. */
class InterventionalGoldenTest {
    static List<GoldenCase> margins() {
        return GoldenCase.with("shap_interventional");
    }

    static List<GoldenCase> probabilities() {
        return GoldenCase.with("shap_interventional_proba");
    }

    @ParameterizedTest
    @MethodSource("margins")
    void valuesInDoubleAreThoseOfTheLibrarysPredictions(GoldenCase golden) throws Exception {
        Explanation explanation = explain(golden, "shap_interventional", Output.RAW, Precision.DOUBLE);

        assertThat(ScaledError.of(golden, "shap_interventional", explanation.values()))
                .isLessThanOrEqualTo(golden.strict().get("shap_interventional"));
        assertThat(ScaledError.of(golden, "base_interventional", explanation.baseValues()))
                .isLessThanOrEqualTo(golden.strict().get("base_interventional"));
        double margin = ScaledError.largest(golden.array("margin"));
        assertThat(explanation.additivityMaxError())
                .isLessThanOrEqualTo(golden.strict().get("margin") * Math.max(margin, 1));
    }

    @ParameterizedTest
    @MethodSource("margins")
    void valuesInFloatAreWithinTheTolerance(GoldenCase golden) throws Exception {
        Explanation explanation = explain(golden, "shap_interventional", Output.RAW, Precision.FLOAT);

        assertThat(ScaledError.of(golden, "shap_interventional", explanation.values()))
                .isLessThanOrEqualTo(golden.tolerance().get("shap_interventional"));
    }

    @ParameterizedTest
    @MethodSource("probabilities")
    void probabilitiesAreShapsRuleOnTheLibrarysPredictions(GoldenCase golden) throws Exception {
        Explanation explanation = explain(golden, "shap_interventional_proba", Output.PROBABILITY, Precision.DOUBLE);

        assertThat(ScaledError.ofProbability(golden, "shap_interventional_proba", explanation.values()))
                .isLessThanOrEqualTo(golden.strict().get("shap_interventional_proba"));
        assertThat(ScaledError.ofProbability(golden, "base_interventional_proba", explanation.baseValues()))
                .isLessThanOrEqualTo(golden.strict().get("base_interventional_proba"));
        assertThat(explanation.additivityMaxError()).isLessThan(1e-5 * ScaledError.largest(explanation.prediction()));
    }

    private static Explanation explain(GoldenCase golden, String array, Output output, Precision precision)
            throws Exception {
        TreeEnsemble model = golden.ensemble();
        Table rows = golden.firstRows(golden.array(array).length / (model.features() * model.outputs()));
        ExplainOptions options = new ExplainOptions(Method.INTERVENTIONAL, false, output, precision);
        return Explainers.create(model, options, Background.of(golden.background()))
                .explain(rows, Progress.NONE);
    }
}
