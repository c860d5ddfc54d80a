package io.shapservice.crds.effective;

import static io.shapservice.crds.effective.Absent.or;

import io.shapservice.crds.quantity.MemorySize;
import io.shapservice.crds.spec.Defaults;
import io.shapservice.crds.spec.MemorySpec;
import org.jspecify.annotations.Nullable;

/**
 * Memory of one worker pod.
 *
 * @param threshold memory in use above which a worker starts no new work
 */
public record EffectiveMemory(MemorySize limit, MemorySize threshold, boolean aggressive) {
    /** 475 of 512 MiB, which is what the service has always refused work at. */
    private static final long THRESHOLD_PART = 475;

    private static final long THRESHOLD_WHOLE = 512;

    static EffectiveMemory of(@Nullable MemorySpec written) {
        MemorySpec spec = or(written, new MemorySpec(null, null, null));
        MemorySize limit = MemorySize.parse(or(spec.limit(), Defaults.MEMORY_LIMIT));
        String threshold = spec.threshold();
        return new EffectiveMemory(
                limit,
                threshold == null ? defaultThreshold(limit) : MemorySize.parse(threshold),
                or(spec.aggressive(), Boolean.valueOf(Defaults.AGGRESSIVE)));
    }

    private static MemorySize defaultThreshold(MemorySize limit) {
        return MemorySize.ofMebibytes(limit.mebibytes() * THRESHOLD_PART / THRESHOLD_WHOLE);
    }
}
