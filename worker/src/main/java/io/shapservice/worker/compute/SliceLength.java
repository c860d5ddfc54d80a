package io.shapservice.worker.compute;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** How long a slice should take: long enough to cost nothing, short enough to show progress and to stop soon. */
public final class SliceLength implements Supplier<Duration> {
    private static final Duration NORMAL = Duration.ofMillis(100);
    private static final Duration SMALL = Duration.ofMillis(25);

    private final boolean aggressive;
    private final BooleanSupplier roomy;

    /** @param roomy whether memory is below its threshold */
    public SliceLength(boolean aggressive, BooleanSupplier roomy) {
        this.aggressive = aggressive;
        this.roomy = roomy;
    }

    @Override
    public Duration get() {
        return aggressive || !roomy.getAsBoolean() ? SMALL : NORMAL;
    }
}
