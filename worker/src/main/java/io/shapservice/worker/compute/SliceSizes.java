package io.shapservice.worker.compute;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Small slices while memory is short, or always where a small footprint was asked for. */
public final class SliceSizes implements Supplier<SliceSize> {
    private final boolean aggressive;
    private final BooleanSupplier roomy;

    /** @param roomy whether memory is below its threshold */
    public SliceSizes(boolean aggressive, BooleanSupplier roomy) {
        this.aggressive = aggressive;
        this.roomy = roomy;
    }

    @Override
    public SliceSize get() {
        return aggressive || !roomy.getAsBoolean() ? SliceSize.SMALL : SliceSize.NORMAL;
    }
}
