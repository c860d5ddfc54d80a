package io.shapservice.cli.demo;

/**
 * How far the service's answers are from XGBoost's own, as a part of the predictions' scale.
 *
 * @param values largest difference of a SHAP value
 * @param sums largest difference between a row's values plus the base value and XGBoost's prediction
 * @param predictions largest difference of a prediction
 */
record Agreement(double values, double sums, double predictions) {
    static final double PROMISED = 1e-5;

    /**
     * @param values {@code [n, F]} of the sample's rows repeated in their order
     * @param prediction {@code [n]}
     */
    static Agreement of(HousingData data, double[] values, double base, double[] prediction) {
        int features = data.features();
        double worstValue = 0;
        double worstSum = 0;
        double worstPrediction = 0;
        for (int row = 0; row < prediction.length; row++) {
            int original = row % data.count();
            double sum = base;
            for (int f = 0; f < features; f++) {
                double value = values[row * features + f];
                sum += value;
                worstValue = worse(worstValue, value - data.shap()[original * features + f]);
            }
            worstSum = worse(worstSum, sum - data.predictions()[original]);
            worstPrediction = worse(worstPrediction, prediction[row] - data.predictions()[original]);
        }
        double scale = data.scale();
        return new Agreement(worstValue / scale, worstSum / scale, worstPrediction / scale);
    }

    /** NaN, which compares with nothing, is the worst of all. */
    private static double worse(double worst, double difference) {
        return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(worst, Math.abs(difference));
    }

    boolean holds() {
        return values <= PROMISED && sums <= PROMISED && predictions <= PROMISED;
    }
}
