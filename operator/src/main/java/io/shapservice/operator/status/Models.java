package io.shapservice.operator.status;

import io.shapservice.crds.spec.ModelSpec;
import io.shapservice.crds.status.ModelStatus;
import io.shapservice.operator.sampling.SampleView.Answer;
import io.shapservice.protocol.sample.Sample.ModelState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The declared models as the API last told. */
final class Models {
    private static final int MOST_MESSAGE = 1024;

    private Models() {}

    static List<ModelStatus> of(Observation seen) {
        Map<String, ModelState> told = seen.samples()
                .latestOfApi()
                .map(Answer::sample)
                .map(sample -> sample.models().stream()
                        .collect(Collectors.toMap(ModelState::name, Function.identity(), (first, second) -> second)))
                .orElse(Map.of());
        return seen.spec().models().stream()
                .map(model -> status(model, Optional.ofNullable(told.get(model.name()))))
                .toList();
    }

    private static ModelStatus status(ModelSpec model, Optional<ModelState> told) {
        return told.map(state -> new ModelStatus(
                        model.name(), state.ready(), absent(state.digest()), state.reason(), absent(state.message())))
                .orElseGet(
                        () -> new ModelStatus(model.name(), false, null, "NotSeen", "the API has not loaded it yet"));
    }

    private static @Nullable String absent(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        return text.length() <= MOST_MESSAGE ? text : text.substring(0, MOST_MESSAGE);
    }
}
