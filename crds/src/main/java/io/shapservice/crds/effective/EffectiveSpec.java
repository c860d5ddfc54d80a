package io.shapservice.crds.effective;

import static io.shapservice.crds.effective.Absent.or;

import io.shapservice.crds.quantity.GoDuration;
import io.shapservice.crds.spec.Defaults;
import io.shapservice.crds.spec.Fallback;
import io.shapservice.crds.spec.ModelBackground;
import io.shapservice.crds.spec.ModelSpec;
import io.shapservice.crds.spec.ResultsSpec;
import io.shapservice.crds.spec.ShapServiceSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A spec with every default filled in and every text parsed: the one total function from what a person wrote to what the
 * operator acts on. The schema's defaults come from the same constants, so that filling in twice changes nothing.
 */
public record EffectiveSpec(
        List<ModelSpec> models,
        EffectiveRedis redis,
        int batchSize,
        EffectiveMemory memory,
        EffectiveApi api,
        EffectiveWorkers workers,
        Duration resultsTtl,
        EffectiveNetworkPolicies networkPolicies,
        Optional<String> version,
        boolean paused) {
    public EffectiveSpec {
        models = List.copyOf(models);
    }

    /** @throws IllegalArgumentException when a text cannot be parsed; the schema lets no such text in */
    public static EffectiveSpec of(@Nullable ShapServiceSpec written) {
        ShapServiceSpec spec = or(written, ShapServiceSpec.EMPTY);
        ResultsSpec results = spec.results();
        return new EffectiveSpec(
                or(spec.models(), List.<ModelSpec>of()).stream()
                        .map(EffectiveSpec::model)
                        .toList(),
                EffectiveRedis.of(spec.redis()),
                or(spec.batchSize(), Integer.valueOf(Defaults.BATCH_SIZE)),
                EffectiveMemory.of(spec.memory()),
                EffectiveApi.of(spec.api()),
                EffectiveWorkers.of(spec.workers()),
                GoDuration.parse(or(results == null ? null : results.ttl(), Defaults.RESULTS_TTL)),
                EffectiveNetworkPolicies.of(spec.networkPolicies()),
                Optional.ofNullable(spec.version()),
                or(spec.paused(), Boolean.valueOf(Defaults.PAUSED)));
    }

    private static ModelSpec model(ModelSpec written) {
        ModelBackground background = written.background();
        return new ModelSpec(
                written.name(),
                written.source(),
                written.sha256(),
                background == null
                        ? null
                        : new ModelBackground(
                                background.source(), or(background.rows(), Integer.valueOf(Defaults.BACKGROUND_ROWS))),
                or(written.fallback(), Fallback.REFUSE));
    }
}
