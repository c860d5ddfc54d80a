package io.shapservice.operator.apiserver;

import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long the operator's passes took, by the upper bounds of its histogram. */
record Passes(TreeMap<Double, Double> upTo) {
    private static final Pattern BUCKET =
            Pattern.compile("(?m)^shap_operator_pass_seconds_bucket\\{.*le=\"([^\"]+)\".*} (\\S+)$");

    static Passes of(String metrics) {
        TreeMap<Double, Double> upTo = new TreeMap<>();
        Matcher bucket = BUCKET.matcher(metrics);
        while (bucket.find()) {
            double bound =
                    bucket.group(1).equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bucket.group(1));
            upTo.put(bound, Double.parseDouble(bucket.group(2)));
        }
        return new Passes(upTo);
    }

    /** Of the passes since then. */
    String p99(Passes before) {
        double all = count(Double.POSITIVE_INFINITY) - before.count(Double.POSITIVE_INFINITY);
        for (double bound : upTo.keySet()) {
            if (count(bound) - before.count(bound) >= 0.99 * all) {
                return "≤ %.0f ms of %.0f passes".formatted(1000 * bound, all);
            }
        }
        return "no pass";
    }

    private double count(double bound) {
        return upTo.getOrDefault(bound, 0.0);
    }
}
