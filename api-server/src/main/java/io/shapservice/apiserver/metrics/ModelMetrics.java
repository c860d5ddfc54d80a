package io.shapservice.apiserver.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.shapservice.apiserver.models.ModelStatus;
import java.util.List;

/** Which of the declared models answer. A model that is no longer declared has no series. */
public final class ModelMetrics {
    private final MultiGauge ready;

    public ModelMetrics(MeterRegistry meters) {
        ready = MultiGauge.builder("shap.model.ready")
                .description(
                        "1 when this pod serves the model, 0 when it refuses; worry when it is 0 for longer than a load takes")
                .register(meters);
    }

    public void show(List<ModelStatus> models) {
        ready.register(
                models.stream()
                        .map(model -> MultiGauge.Row.of(
                                Tags.of("model", model.name()), model instanceof ModelStatus.Loaded ? 1 : 0))
                        .toList(),
                true);
    }
}
