package io.shapservice.engine.explain.path;

import java.util.List;

/**
 * What the largest of a plan's programs need.
 *
 * @param codes of a program
 * @param splits of a program
 * @param slots of a group
 * @param alike steps of one kind in a group
 */
record RowSizes(int codes, int splits, int slots, int alike) {
    static <T> RowSizes of(RowPlan<T> plan) {
        RowSizes sizes = new RowSizes(0, 0, 0, 0);
        for (List<List<RowProgram<T>>> output : plan.batches()) {
            for (List<RowProgram<T>> batch : output) {
                for (RowProgram<T> program : batch) {
                    sizes = sizes.with(program);
                }
            }
        }
        return sizes;
    }

    private <T> RowSizes with(RowProgram<T> program) {
        int mostSlots = slots;
        int mostAlike = alike;
        for (RowGroup<T> group : program.groups()) {
            mostSlots = Math.max(mostSlots, group.slots());
            for (RowSteps<T> steps : group.steps()) {
                mostAlike = Math.max(mostAlike, steps.count());
            }
        }
        return new RowSizes(
                Math.max(codes, program.codes()), Math.max(splits, program.order().length), mostSlots, mostAlike);
    }
}
