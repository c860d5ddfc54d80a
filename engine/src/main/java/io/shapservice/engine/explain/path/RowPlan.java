package io.shapservice.engine.explain.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The programs of a {@link PathPlan} in the form for a single row: as large again, so it is made when a row comes.
 *
 * @param <T> an array of numbers
 * @param batches {@code [output][batch][programs]}, as in the plan
 */
record RowPlan<T>(PathPlan plan, List<List<List<RowProgram<T>>>> batches) {
    /** Of all steps, in ints: larger models are not worth the memory. */
    private static final long MAX_STEPS = 1L << 26;

    static <T> Optional<RowPlan<T>> of(PathPlan plan, Numbers<T> numbers) {
        if (steps(plan) > MAX_STEPS) {
            return Optional.empty();
        }
        List<List<List<RowProgram<T>>>> outputs = new ArrayList<>();
        for (OutputPlan output : plan.outputs()) {
            List<List<RowProgram<T>>> batches = new ArrayList<>();
            for (OutputPlan.Batch batch : output.batches()) {
                Optional<List<RowProgram<T>>> programs = new RowCompiler<>(plan, numbers).compile(batch.trees());
                if (programs.isEmpty()) {
                    return Optional.empty();
                }
                batches.add(programs.get());
            }
            outputs.add(batches);
        }
        return Optional.of(new RowPlan<>(plan, outputs));
    }

    private static long steps(PathPlan plan) {
        long steps = 0;
        for (OutputPlan output : plan.outputs()) {
            for (OutputPlan.Batch batch : output.batches()) {
                for (CompiledTree tree : batch.trees()) {
                    for (PathProgram program : tree.programs()) {
                        steps += program.steps().length;
                    }
                }
            }
        }
        return steps;
    }
}
