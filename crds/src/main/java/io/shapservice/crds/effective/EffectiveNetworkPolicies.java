package io.shapservice.crds.effective;

import static io.shapservice.crds.effective.Absent.or;

import io.shapservice.crds.spec.NetworkPoliciesSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may connect to the pods.
 *
 * @param metricsFrom namespaces that may read metrics; empty means every one
 */
public record EffectiveNetworkPolicies(boolean enabled, List<String> metricsFrom) {
    public EffectiveNetworkPolicies {
        metricsFrom = List.copyOf(metricsFrom);
    }

    static EffectiveNetworkPolicies of(@Nullable NetworkPoliciesSpec written) {
        NetworkPoliciesSpec spec = or(written, new NetworkPoliciesSpec(null, null));
        return new EffectiveNetworkPolicies(
                spec.mode() != NetworkPoliciesSpec.Mode.DISABLED, or(spec.metricsFrom(), List.of()));
    }
}
