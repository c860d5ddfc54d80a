package io.shapservice.cli.demo;

import io.shapservice.cli.terminal.Figures;
import io.shapservice.client.NpyArray;

/** Every value of every row is XGBoost's own, and they add up to XGBoost's own prediction. */
record CompareWithXgboost() implements Step {
    @Override
    public String title() {
        return "XGBoost agrees";
    }

    @Override
    public String keep(Stage stage) throws Exception {
        var client = stage.client.get();
        var job = stage.job.get().latest();
        var values = NpyArray.parse(client.array(job.id(), "values")).values();
        var prediction = NpyArray.parse(client.array(job.id(), "prediction")).values();
        double base = NpyArray.parse(client.array(job.id(), "base_values")).values()[0];
        PromiseBroken.unless(
                prediction.length == job.rows() && values.length == job.rows() * stage.largeData.features(),
                "the arrays have %d predictions and %d values for %d rows"
                        .formatted(prediction.length, values.length, job.rows()));
        var agreement = Agreement.of(stage.largeData, values, base, prediction);
        PromiseBroken.unless(
                agreement.holds(), "further from XGBoost than 1e-5 of the predictions' scale: " + agreement);
        return "%s values within %s of its SHAP values, sums within %s of its predictions (promised: 1e-05 of their scale)"
                .formatted(
                        Figures.count(values.length),
                        Figures.error(agreement.values()),
                        Figures.error(agreement.sums()));
    }
}
