package io.shapservice.engine.explain.path;

/**
 * Some neighbours among the trees of a batch, for a single row.
 *
 * @param <T> an array of numbers
 * @param trees that fill columns of their own, {@code ownColumns} each; empty when none does
 * @param sharedColumns that the row's codes begin with
 * @param rows of lanes that the splits add to, those with most first
 * @param ends for each of these rows the end of its part of {@code order}
 * @param order the splits by these rows, and in the order in which they add to each
 */
record RowProgram<T>(
        CompiledTree[] trees,
        int sharedColumns,
        int ownColumns,
        RowGroup<T>[] groups,
        int[] rows,
        int[] ends,
        char[] order) {
    int codes() {
        return sharedColumns + trees.length * ownColumns;
    }
}
