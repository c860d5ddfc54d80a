package io.shapservice.worker.model;

import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.FeatureGroups;
import io.shapservice.protocol.batch.ElementType;
import io.shapservice.protocol.batch.JobOptions;
import io.shapservice.queue.FailureClass;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A job's options as the engine knows them.
 *
 * @param background digest of the background rows; null when none are used
 */
record AskedOptions(ExplainOptions explain, @Nullable String background) {
    static AskedOptions parse(String json) throws BatchFailedException {
        try {
            JobOptions options = JobOptions.fromJson(json);
            ExplainOptions explain = new ExplainOptions(
                    ExplainOptions.Method.valueOf(upper(options.method())),
                    options.interactions(),
                    ExplainOptions.Output.valueOf(upper(options.output())),
                    ExplainOptions.Precision.valueOf(upper(options.precision())),
                    FeatureGroups.parseAll(options.groups()));
            return new AskedOptions(explain, options.background());
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new BatchFailedException(
                    FailureClass.INPUT, "the job's options cannot be read by this version of the worker", e);
        }
    }

    /** What explainers are made for: groups only add up what they give. */
    AskedOptions ofColumns() {
        return new AskedOptions(explain.withGroups(FeatureGroups.NONE), background);
    }

    ElementType type() {
        return switch (explain.precision()) {
            case FLOAT -> ElementType.FLOAT32;
            case DOUBLE -> ElementType.FLOAT64;
        };
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
