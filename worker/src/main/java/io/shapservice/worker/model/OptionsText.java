package io.shapservice.worker.model;

import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.FeatureGroups;
import io.shapservice.protocol.batch.JobOptions;
import io.shapservice.queue.FailureClass;
import java.util.Locale;

/** A job's options as the engine knows them. */
final class OptionsText {
    private OptionsText() {}

    static ExplainOptions parse(String json) throws BatchFailedException {
        try {
            JobOptions options = JobOptions.fromJson(json);
            return new ExplainOptions(
                    ExplainOptions.Method.valueOf(upper(options.method())),
                    options.interactions(),
                    ExplainOptions.Output.valueOf(upper(options.output())),
                    ExplainOptions.Precision.valueOf(upper(options.precision())),
                    FeatureGroups.parseAll(options.groups()));
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new BatchFailedException(
                    FailureClass.INPUT, "the job's options cannot be read by this version of the worker", e);
        }
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
