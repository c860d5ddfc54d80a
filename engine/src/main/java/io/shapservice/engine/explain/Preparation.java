package io.shapservice.engine.explain;

import java.time.Duration;

/**
 * What was done once for a model, before the first row.
 *
 * @param took time of building
 * @param tableBytes of tables that it keeps, beside the model itself
 */
public record Preparation(Duration took, long tableBytes) {
    public static final Preparation NONE = new Preparation(Duration.ZERO, 0);
}
