package io.shapservice.engine.ensemble;

/** What splits on categories, and the names of categories, may take together, counted before it is taken. */
public final class CategoryBudget {
    /** A name takes about as much memory as so many codes in a set, and each of its characters as much as 8. */
    private static final long CODES_PER_NAME = 1024;

    private static final long CODES_PER_CHARACTER = 8;

    private final EnsembleLimits limits;
    private long taken;

    public CategoryBudget(EnsembleLimits limits) {
        this.limits = limits;
    }

    /** @param categories largest code + 1 of a set, or as many steps of work: few bytes of a file can name a very large code */
    public void take(long categories) throws EnsembleException {
        taken += categories;
        limits.check("categories", taken, limits.categories());
    }

    /** @param characters of one category's name */
    public void takeName(int characters) throws EnsembleException {
        take(CODES_PER_NAME + CODES_PER_CHARACTER * characters);
    }
}
