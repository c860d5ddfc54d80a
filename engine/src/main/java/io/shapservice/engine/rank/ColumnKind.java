package io.shapservice.engine.rank;

import io.shapservice.engine.ensemble.CategoryCode;
import io.shapservice.engine.ensemble.Tree;
import org.jspecify.annotations.Nullable;

/**
 * What stands for "missing" is the split's affair, so a feature's codes are kept once for each of these that the model asks for:
 * what is missing is below every cut in one, above in the other.
 */
enum ColumnKind {
    NAN_LEFT(null),
    NAN_RIGHT(null),
    ZERO_AND_NAN_LEFT(null),
    ZERO_AND_NAN_RIGHT(null),
    /** NaN is read as 0.0. */
    NAN_IS_ZERO(null),
    /** These hold not ranks but category codes, which the splits look up. */
    CATEGORY_NOT_NEGATIVE(CategoryCode.NOT_NEGATIVE),
    CATEGORY_TRUNCATED(CategoryCode.TRUNCATED),
    CATEGORY_EXACT(CategoryCode.EXACT);

    private final @Nullable CategoryCode categories;

    ColumnKind(@Nullable CategoryCode categories) {
        this.categories = categories;
    }

    static ColumnKind of(Tree tree, int node) {
        if (tree.isCategorical(node)) {
            return switch (tree.categories(node).code()) {
                case NOT_NEGATIVE -> CATEGORY_NOT_NEGATIVE;
                case TRUNCATED -> CATEGORY_TRUNCATED;
                case EXACT -> CATEGORY_EXACT;
            };
        }
        boolean left = tree.defaultLeft(node);
        return switch (tree.missing(node)) {
            case NAN -> left ? NAN_LEFT : NAN_RIGHT;
            case ZERO_AND_NAN -> left ? ZERO_AND_NAN_LEFT : ZERO_AND_NAN_RIGHT;
            case NONE -> NAN_IS_ZERO;
        };
    }

    /** How values become category codes; null for ranks. */
    @Nullable
    CategoryCode categories() {
        return categories;
    }

    int missingCode(int zeroRank) {
        return switch (this) {
            case NAN_LEFT, ZERO_AND_NAN_LEFT -> 0;
            case NAN_RIGHT, ZERO_AND_NAN_RIGHT -> Ranking.ABOVE_ALL;
            case NAN_IS_ZERO -> zeroRank;
            case CATEGORY_NOT_NEGATIVE, CATEGORY_TRUNCATED, CATEGORY_EXACT ->
                throw new IllegalStateException(this + " has no ranks");
        };
    }

    boolean zeroIsMissing() {
        return this == ZERO_AND_NAN_LEFT || this == ZERO_AND_NAN_RIGHT;
    }
}
