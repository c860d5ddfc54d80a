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
import io.shapservice.engine.table.Columns;
import io.shapservice.engine.table.CsvRows;
import io.shapservice.engine.table.JsonRows;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableLimits;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows with categories by name, as pandas writes a data frame, mean what they mean to the library. */
class CategoryNamesGoldenTest {
    private static final TableLimits LIMITS = TableLimits.DEFAULT;

    static List<GoldenCase> cases() {
        return GoldenCase.all("names_");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aCsvFileOfADataFrameHasTheCodesOfTheLibrary(GoldenCase golden) throws Exception {
        TreeEnsemble model = golden.ensemble();
        try (InputStream in = Files.newInputStream(golden.folder().resolve("rows.csv"))) {
            Table table = CsvRows.open(in, LIMITS, model.categoryNames()).readAll(LIMITS);

            assertThat(Columns.align(table, model).values())
                    .isEqualTo(golden.rows().values());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aCsvFileWithoutNamesOfColumnsIsReadByPosition(GoldenCase golden) throws Exception {
        TreeEnsemble model = golden.ensemble();
        String text = Files.readString(golden.folder().resolve("rows.csv"));
        byte[] rows = text.substring(text.indexOf('\n') + 1).getBytes(StandardCharsets.UTF_8);

        Table table = CsvRows.openWithoutHeader(new ByteArrayInputStream(rows), LIMITS, model.categoryNames())
                .readAll(LIMITS);

        assertThat(table.values()).isEqualTo(golden.rows().values());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void jsonRowsOfADataFrameHaveTheCodesOfTheLibrary(GoldenCase golden) throws Exception {
        TreeEnsemble model = golden.ensemble();
        try (InputStream in = Files.newInputStream(golden.folder().resolve("rows.json"))) {
            Table table = JsonRows.open(in, LIMITS, model.categoryNames()).readAll(LIMITS);

            assertThat(Columns.align(table, model).values())
                    .isEqualTo(golden.rows().values());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theCodesArePredictedAndExplainedAsTheLibraryDoesTheNames(GoldenCase golden) throws Exception {
        ExplainOptions options = new ExplainOptions(Method.PATH, false, Output.RAW, Precision.DOUBLE);
        Explanation explained = Explainers.create(golden.ensemble(), options).explain(golden.rows(), Progress.NONE);

        for (String array : golden.tolerance().keySet()) {
            double[] actual = switch (array) {
                case "shap" -> explained.values();
                case "base" -> explained.baseValues();
                default -> explained.prediction();
            };
            assertThat(ScaledError.of(golden, array, actual))
                    .as(array)
                    .isLessThanOrEqualTo(golden.tolerance().get(array));
        }
    }
}
