package io.shapservice.cli.demo;

import io.shapservice.cli.terminal.ContributionChart;
import io.shapservice.cli.terminal.ContributionChart.Contribution;
import io.shapservice.cli.terminal.Figures;
import io.shapservice.client.ExplainQuery;
import io.shapservice.client.SyncExplanation;
import java.time.Duration;
import java.util.stream.IntStream;

/** One row is explained at once, by the API itself. */
record ExplainOneRow() implements Step {
    private static final int ROW = 0;

    @Override
    public String title() {
        return "one row";
    }

    @Override
    public String keep(Stage stage) throws Exception {
        var row = stage.data.row(ROW);
        var client = stage.client.get();
        // The first call pays for what the JVM has not compiled yet.
        client.explain(Stage.MODEL, new double[][] {row}, ExplainQuery.DEFAULT);
        long started = System.nanoTime();
        var explained = client.explain(Stage.MODEL, new double[][] {row}, ExplainQuery.DEFAULT);
        var took = Duration.ofNanos(System.nanoTime() - started);

        var values = values(explained);
        double base = explained.explanations().baseValues().isArray()
                ? explained.explanations().baseValues().path(0).asDouble()
                : explained.explanations().baseValues().asDouble();
        double prediction = explained.predictions().path(0).asDouble();
        var agreement = Agreement.of(stage.data, values, base, new double[] {prediction});
        var names = explained.explanations().featureNames();
        var contributions = IntStream.range(0, values.length)
                .mapToObj(f -> new Contribution(names.get(f), row[f], values[f]))
                .toList();
        stage.screen.line("");
        ContributionChart.lines(base, contributions, prediction, values.length).forEach(stage.screen::line);
        stage.screen.line("");
        PromiseBroken.unless(agreement.holds(), "the row is not explained as XGBoost explains it: " + agreement);
        return "explained in %s, a house value in $100,000; within %s of XGBoost's own values"
                .formatted(Figures.duration(took), Figures.error(agreement.values()));
    }

    private static double[] values(SyncExplanation explained) {
        var row = explained.explanations().values().path(0);
        return IntStream.range(0, row.size())
                .mapToDouble(f -> row.path(f).asDouble())
                .toArray();
    }
}
