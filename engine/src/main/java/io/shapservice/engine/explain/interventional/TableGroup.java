package io.shapservice.engine.explain.interventional;

import java.util.ArrayList;
import java.util.List;

/**
 * Some trees of one output whose sums are kept together, in whole numbers of one unit where they are packed.
 *
 * @param unit so that no sum of the group is beyond 2³⁰ of them, but for rounding
 */
record TableGroup(int output, double unit, List<Member> members) {
    /** Few enough for a fine unit, many enough that moving the sums costs little. */
    static final int TREES = 16;

    private static final int BITS = 30;

    /** @param tree its place in the ensemble */
    record Member(int tree, List<Block> blocks, TreeTable table) {}

    /** One output of a tree that has no table yet. */
    record Planned(int tree, int leafIndex, int output, LeafRange range) {}

    /** @param planned all of one output */
    static double unit(List<Planned> planned) {
        double bound = 0;
        for (Planned one : planned) {
            bound += one.range().width();
        }
        return bound == 0 ? 1 : Math.scalb(1.0, Math.getExponent(bound) + 1 - BITS);
    }

    /** Neighbours of the same output, in order. */
    static List<List<Planned>> split(List<Planned> byOutput) {
        List<List<Planned>> groups = new ArrayList<>();
        for (Planned one : byOutput) {
            boolean fits = !groups.isEmpty()
                    && groups.getLast().size() < TREES
                    && groups.getLast().getFirst().output() == one.output();
            if (!fits) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(one);
        }
        return groups;
    }
}
