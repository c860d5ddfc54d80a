package io.shapservice.engine.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.Explainers;
import io.shapservice.engine.explain.Explanation;
import io.shapservice.engine.explain.Progress;
import io.shapservice.engine.explain.UnsupportedOptionsException;
import io.shapservice.engine.table.NpyReader;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableLimits;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models that keep no covers. */
class OnnxGoldenTest {
    static List<GoldenCase> cases() {
        return GoldenCase.all("onnx_");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theMarginIsOnnxruntimesOwn(GoldenCase golden) throws Exception {
        TreeEnsemble ensemble = golden.ensemble();
        Table rows = golden.rows();
        double[] margin = new double[rows.rows() * ensemble.outputs()];
        for (int row = 0; row < rows.rows(); row++) {
            ensemble.margin(rows.values(), row * rows.columns(), margin, row * ensemble.outputs());
        }

        assertThat(ScaledError.of(golden, "margin", margin))
                .isLessThanOrEqualTo(golden.strict().get("margin"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void pathDependentValuesNeedCoversFromABackground(GoldenCase golden) throws Exception {
        TreeEnsemble bare = golden.ensemble();
        Table background;
        try (InputStream in = Files.newInputStream(golden.folder().resolve("background.npy"))) {
            background = NpyReader.read(in, TableLimits.DEFAULT);
        }
        double[] weights = new double[background.rows()];
        Arrays.fill(weights, 1);

        assertThatThrownBy(() -> Explainers.create(bare, ExplainOptions.DEFAULT))
                .isInstanceOf(UnsupportedOptionsException.class);
        TreeEnsemble covered = bare.withCovers(background.values(), weights);
        Explanation explanation =
                Explainers.create(covered, ExplainOptions.DEFAULT).explain(golden.rows(), Progress.NONE);

        double scale = Math.max(1, ScaledError.largest(golden.array("margin")));
        assertThat(explanation.additivityMaxError()).isLessThan(1e-5 * scale);
        // With covers from the background, the base value is its mean prediction.
        double[] base = golden.array("base_interventional");
        for (int k = 0; k < base.length; k++) {
            assertThat(explanation.baseValues()[k]).isCloseTo(base[k], within(1e-5 * scale));
        }
    }
}
