package io.shapservice.crds.effective;

import static io.shapservice.crds.effective.Absent.or;

import io.shapservice.crds.quantity.MemorySize;
import io.shapservice.crds.spec.ApiServiceSpec;
import io.shapservice.crds.spec.ApiServiceSpec.ServiceType;
import io.shapservice.crds.spec.ApiSpec;
import io.shapservice.crds.spec.Defaults;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pods that answer HTTP.
 *
 * @param replicas empty when somebody else owns the number
 * @param apiKeys empty when everybody may call
 */
public record EffectiveApi(
        Optional<Integer> replicas,
        MemorySize memory,
        Optional<ApiKeys> apiKeys,
        ServiceType serviceType,
        Map<String, String> serviceAnnotations,
        EffectivePod pod) {
    /** The key of a Secret that holds API keys. */
    public record ApiKeys(String secret, String key) {}

    static EffectiveApi of(@Nullable ApiSpec written) {
        ApiSpec spec = or(written, new ApiSpec(null, null, null, null, null));
        ApiServiceSpec service = or(spec.service(), new ApiServiceSpec(null, null));
        return new EffectiveApi(
                Optional.ofNullable(spec.replicas()),
                MemorySize.parse(or(spec.memory(), Defaults.API_MEMORY)),
                Optional.ofNullable(spec.apiKeysSecretRef())
                        .map(ref -> new ApiKeys(ref.name(), or(ref.key(), Defaults.API_KEYS_KEY))),
                or(service.type(), ServiceType.CLUSTER_IP),
                or(service.annotations(), Map.of()),
                EffectivePod.of(spec.podTemplate()));
    }
}
