package io.shapservice.engine.ensemble;

/** What splits on categories may take together, counted before it is taken: few bytes of a file can name a very large code. */
public final class CategoryBudget {
    private final EnsembleLimits limits;
    private long taken;

    public CategoryBudget(EnsembleLimits limits) {
        this.limits = limits;
    }

    /** @param categories largest code + 1 of a set, or as many steps of work */
    public void take(long categories) throws EnsembleException {
        taken += categories;
        limits.check("categories", taken, limits.categories());
    }
}
