package io.shapservice.crds.effective;

import static io.shapservice.crds.effective.Absent.or;

import io.shapservice.crds.quantity.MemorySize;
import io.shapservice.crds.spec.ApiSpec;
import io.shapservice.crds.spec.Defaults;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pods that answer HTTP.
 *
 * @param replicas empty when somebody else owns the number
 * @param apiKeys empty when everybody may call
 */
public record EffectiveApi(Optional<Integer> replicas, MemorySize memory, Optional<ApiKeys> apiKeys) {
    /** The key of a Secret that holds API keys. */
    public record ApiKeys(String secret, String key) {}

    static EffectiveApi of(@Nullable ApiSpec written) {
        ApiSpec spec = or(written, new ApiSpec(null, null, null));
        return new EffectiveApi(
                Optional.ofNullable(spec.replicas()),
                MemorySize.parse(or(spec.memory(), Defaults.API_MEMORY)),
                Optional.ofNullable(spec.apiKeysSecretRef())
                        .map(ref -> new ApiKeys(ref.name(), or(ref.key(), Defaults.API_KEYS_KEY))));
    }
}
