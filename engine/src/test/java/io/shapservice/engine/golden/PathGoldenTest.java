package io.shapservice.engine.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.ExplainOptions.Method;
import io.shapservice.engine.explain.ExplainOptions.Output;
import io.shapservice.engine.explain.ExplainOptions.Precision;
import io.shapservice.engine.explain.Explainers;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.explain.Progress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Path-dependent values against those of the library that made each model. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PathGoldenTest {
    private static final ExplainOptions DOUBLE = new ExplainOptions(Method.PATH, false, Output.RAW, Precision.DOUBLE);

    private final Map<String, Explanation> explained = new ConcurrentHashMap<>();

    static List<GoldenCase> cases() {
        return GoldenCase.with("shap");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theMarginIsTheLibrarysOwn(GoldenCase golden) throws Exception {
        double error = ScaledError.of(golden, "margin", inDouble(golden).prediction());

        assertThat(error).isLessThanOrEqualTo(golden.strict().get("margin"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void valuesInDoubleAreTheLibrarysOwn(GoldenCase golden) throws Exception {
        double error = ScaledError.of(golden, "shap", inDouble(golden).values());

        assertThat(error).isLessThanOrEqualTo(golden.strict().get("shap"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theBaseValueIsTheLibrarysOwn(GoldenCase golden) throws Exception {
        double error = ScaledError.of(golden, "base", inDouble(golden).baseValues());

        assertThat(error).isLessThanOrEqualTo(golden.strict().get("base"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void valuesInFloatAreWithinTheTolerance(GoldenCase golden) throws Exception {
        Explanation explanation = explain(golden, ExplainOptions.DEFAULT);

        for (String array : List.of("shap", "base", "margin")) {
            double[] actual = switch (array) {
                case "shap" -> explanation.values();
                case "base" -> explanation.baseValues();
                default -> explanation.prediction();
            };
            assertThat(ScaledError.of(golden, array, actual))
                    .as(array)
                    .isLessThanOrEqualTo(golden.tolerance().get(array));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void valuesAndBaseAddUpToThePrediction(GoldenCase golden) throws Exception {
        double margin = ScaledError.largest(golden.array("margin"));

        assertThat(inDouble(golden).additivityMaxError())
                .isLessThanOrEqualTo(golden.strict().get("margin") * Math.max(margin, 1));
    }

    private Explanation inDouble(GoldenCase golden) throws Exception {
        Explanation done = explained.get(golden.toString());
        if (done == null) {
            done = explain(golden, DOUBLE);
            explained.put(golden.toString(), done);
        }
        return done;
    }

    private static Explanation explain(GoldenCase golden, ExplainOptions options) throws Exception {
        return Explainers.create(golden.ensemble(), options).explain(golden.rows(), Progress.NONE);
    }
}
