package io.shapservice.engine.explain.path;

import java.nio.Buffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns the programs for lanes into those for a single row.
 *
 * @param <T> an array of numbers
 */
final class RowCompiler<T> {
    /** What a {@code char} counts. */
    private static final int MAX = Character.MAX_VALUE;

    /** Ints of the steps of one program: a split takes at least six, and the slots are at most twice the splits. */
    private static final int MAX_STEPS = 6 * MAX / 2;

    private final Numbers<T> numbers;
    private final int sharedColumns;
    private final int ownColumns;
    private final int buffers;
    private final int values;

    RowCompiler(PathPlan plan, Numbers<T> numbers) {
        this.numbers = numbers;
        sharedColumns = plan.ranking().sharedColumns();
        ownColumns = plan.ranking().columns() - sharedColumns + plan.derived();
        buffers = plan.buffers();
        values = plan.features().length;
    }

    /** @return programs for the trees, in order; empty when there is a tree that is too large for them */
    Optional<List<RowProgram<T>>> compile(List<CompiledTree> trees) {
        List<RowProgram<T>> programs = new ArrayList<>();
        int from = 0;
        while (from < trees.size()) {
            int to = end(trees, from);
            if (to == from) {
                return Optional.empty();
            }
            programs.add(program(trees.subList(from, to)));
            from = to;
        }
        return Optional.of(programs);
    }

    private int end(List<CompiledTree> trees, int from) {
        int to = from;
        long steps = 0;
        while (to < trees.size()) {
            for (PathProgram pass : trees.get(to).programs()) {
                steps += pass.steps().length;
            }
            if (steps > MAX_STEPS || sharedColumns + (to + 1L - from) * ownColumns > MAX || values > MAX) {
                break;
            }
            to++;
        }
        return to;
    }

    private RowProgram<T> program(List<CompiledTree> trees) {
        Map<Buffer, RowGroupBuilder<T>> groups = new LinkedHashMap<>();
        List<RowGroupBuilder<T>> groupOf = new ArrayList<>();
        RowOrder order = new RowOrder();
        for (int t = 0; t < trees.size(); t++) {
            PathProgram[] passes = trees.get(t).programs();
            for (int pass = 0; pass < passes.length; pass++) {
                T constants = numbers.constants().of(trees.get(t))[pass];
                int points = passes[pass].points();
                RowGroupBuilder<T> group = groups.computeIfAbsent(
                        numbers.wrap().apply(numbers.first(constants, 2 * points)),
                        rule -> new RowGroupBuilder<>(numbers, points, constants, sharedColumns, buffers));
                order.begin(groupOf.size());
                groupOf.add(group);
                group.add(passes[pass].steps(), constants, t * ownColumns, order);
            }
        }
        int splits = 0;
        for (RowGroupBuilder<T> group : groups.values()) {
            splits += group.place(splits);
        }
        @SuppressWarnings({"unchecked", "rawtypes"})
        RowGroup<T>[] built =
                groups.values().stream().map(RowGroupBuilder::build).toArray(RowGroup[]::new);
        CompiledTree[] withColumns = ownColumns > 0 ? trees.toArray(new CompiledTree[0]) : new CompiledTree[0];
        return order.program(withColumns, sharedColumns, ownColumns, built, groupOf);
    }
}
