package io.shapservice.engine.fuzz;

import io.shapservice.engine.ensemble.EnsembleLimits;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.model.ModelFormat;
import io.shapservice.engine.model.ModelLimits;
import io.shapservice.engine.model.Models;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Bytes are a model, or refused by a ModelException, in memory that they or the limits justify; and a model can be explained.
 *
 * @param format null to tell it from the bytes
 */
record ModelProperty(@Nullable ModelFormat format) implements Property {
    /** What the limits are lowered to; the fuzzer's own heap is larger. */
    private static final long HEAP = 32 << 20;

    private static final ModelLimits LIMITS = new ModelLimits(4 << 20, EnsembleLimits.DEFAULT.within(HEAP));

    /** Bytes of memory for a byte of the file. */
    private static final long GROWTH = 256;

    /** One model of so many is explained, which takes longer than to read it. */
    private static final int EXPLAINED = 4;

    @Override
    public Outcome check(byte[] bytes) throws Exception {
        Optional<TreeEnsemble> model = Allocation.atMost(2 * HEAP + GROWTH * bytes.length, () -> read(bytes));
        if (model.isEmpty()) {
            return Outcome.REFUSED;
        }
        Random random = new Random(Arrays.hashCode(bytes));
        if (random.nextInt(EXPLAINED) == 0) {
            new ExplainedModel(model.get(), random).check();
        }
        return Outcome.READ;
    }

    private Optional<TreeEnsemble> read(byte[] bytes) {
        try {
            return Optional.of(Models.read(bytes, format, LIMITS));
        } catch (ModelException e) {
            Refusal.check(e);
            return Optional.empty();
        }
    }
}
