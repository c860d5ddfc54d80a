package io.shapservice.engine.explain.path;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sorts the steps of some passes by kind.
 *
 * @param <T> an array of numbers
 */
final class RowGroupBuilder<T> {
    private static final int FORK = Steps.DOWN;
    /** No code of a step. */
    private static final int LEAF = -1;

    /**
     * A step of one pass.
     *
     * @param at of its code in the steps
     * @param ownColumns how much further than for lanes the columns are that the tree has to itself
     */
    private record Step<T>(int[] steps, int at, T constants, int ownColumns) {
        int operand(int index) {
            return steps[at + index];
        }

        int code() {
            return steps[at];
        }
    }

    /** A node is a step, or a leaf: one of those of its code. */
    private record Node(int code, int index) {}

    private final Numbers<T> numbers;
    private final int points;
    private final T rule;
    private final int sharedColumns;
    /** For each buffer whose child the node in it is: the index among the children, or −1 for a tree's root. */
    private final int[] childOf;

    private final List<Step<T>> forks = new ArrayList<>();
    private final List<Node> children = new ArrayList<>();
    private final List<Node> roots = new ArrayList<>();
    private final List<Step<T>> leaves = new ArrayList<>();
    private final Map<Integer, List<Step<T>>> low = new TreeMap<>();
    private final int[] firstSlot = new int[Steps.BLOCK + 8];
    private final int[] firstSplit = new int[Steps.BLOCK + 8];
    private int firstOfGroup;
    private int splits;
    private int slots;

    /** @param constants that begin with the points and weights of the group */
    RowGroupBuilder(Numbers<T> numbers, int points, T constants, int sharedColumns, int buffers) {
        this.numbers = numbers;
        this.points = points;
        this.rule = numbers.first(constants, 2 * points);
        this.sharedColumns = sharedColumns;
        this.childOf = new int[buffers];
    }

    void add(int[] steps, T constants, int ownColumns, RowOrder order) {
        Deque<Integer> open = new ArrayDeque<>();
        childOf[0] = -1;
        for (int at = 1; at < steps.length; at += steps[at + 1]) {
            Step<T> step = new Step<>(steps, at, constants, ownColumns);
            switch (SplitForm.kind(step.code())) {
                case Steps.DOWN, Steps.DOWN_LEAF -> open.push(addFork(step));
                case Steps.UP, Steps.UP_LEAF -> {
                    int fork = open.pop();
                    addOrder(order, FORK, fork, forks.get(fork));
                }
                default -> {
                    List<Step<T>> alike = low.computeIfAbsent(step.code(), code -> new ArrayList<>());
                    place(step, new Node(step.code(), alike.size()));
                    addOrder(order, step.code(), alike.size(), step);
                    alike.add(step);
                }
            }
        }
    }

    private int addFork(Step<T> step) {
        int fork = forks.size();
        Node itself = new Node(FORK, fork);
        place(step, itself);
        forks.add(step);
        int right = 2 * fork + 1;
        if (SplitForm.kind(step.code()) == Steps.DOWN_LEAF) {
            children.add(new Node(LEAF, leaves.size()));
            leaves.add(step);
            childOf[step.operand(3)] = right;
        } else {
            children.add(itself);
            childOf[step.operand(3)] = right - 1;
            childOf[step.operand(4)] = right;
        }
        children.add(itself);
        return fork;
    }

    private void place(Step<T> step, Node node) {
        int child = childOf[step.operand(2)];
        if (child < 0) {
            roots.add(node);
        } else {
            children.set(child, node);
        }
    }

    private void addOrder(RowOrder order, int code, int index, Step<T> step) {
        int at = SplitForm.firstOperand(step.code());
        int place = 0;
        for (SplitForm form : SplitForm.of(step.code())) {
            order.add(code, place++, index, step.operand(at + SplitForm.PHI));
            at += form.operands();
        }
    }

    /** Numbers the slots and splits when all steps are known. @return splits of this group */
    int place(int first) {
        firstOfGroup = first;
        slots = forks.size() + leaves.size();
        splits = forks.size();
        low.forEach((code, alike) -> {
            firstSlot[code] = slots;
            firstSplit[code] = splits;
            slots += alike.size();
            splits += alike.size() * SplitForm.of(code).size();
        });
        return splits;
    }

    /** @return the split's number in the program */
    int split(int code, int place, int step) {
        return firstOfGroup
                + (code == FORK ? step : firstSplit[code] + place * alike(code).size() + step);
    }

    private List<Step<T>> alike(int code) {
        return low.getOrDefault(code, List.of());
    }

    private char[] slots(List<Node> nodes) {
        return RowOrder.chars(nodes.stream()
                .mapToInt(node -> switch (node.code()) {
                    case FORK -> node.index();
                    case LEAF -> forks.size() + node.index();
                    default -> firstSlot[node.code()] + node.index();
                })
                .toArray());
    }

    RowGroup<T> build() {
        RowSplits decisions = new RowSplits(splits, sharedColumns);
        T forkConstants = numbers.array().apply(forks.size() * (1 + 2 * points));
        for (int i = 0; i < forks.size(); i++) {
            addDecisions(forks.get(i), decisions, i, 0);
            copyFork(forks.get(i), forkConstants, i * (1 + 2 * points));
        }
        T leafValues = numbers.array().apply(leaves.size());
        for (int i = 0; i < leaves.size(); i++) {
            Step<T> step = leaves.get(i);
            SplitForm form = SplitForm.of(step.code()).getFirst();
            numbers.copy(step.constants(), constantsAt(step) + form.constants(points) - 1, leafValues, i);
        }
        List<RowSteps<T>> steps = new ArrayList<>();
        low.forEach((code, alike) -> steps.add(steps(code, alike, decisions)));
        return new RowGroup<>(
                points,
                rule,
                firstOfGroup,
                splits,
                slots,
                decisions.columns(),
                decisions.cuts(),
                decisions.repeats(),
                slots(roots),
                slots(children),
                forkConstants,
                leafValues,
                steps);
    }

    private void addDecisions(Step<T> step, RowSplits decisions, int split, int stride) {
        int at = step.at() + SplitForm.firstOperand(step.code());
        for (SplitForm form : SplitForm.of(step.code())) {
            decisions.set(split, step.steps(), at, form, step.ownColumns());
            at += form.operands();
            split += stride;
        }
    }

    private int constantsAt(Step<T> step) {
        return step.operand(SplitForm.firstOperand(step.code()) + SplitForm.CONSTANTS);
    }

    /** A fork whose feature is new has the points for a, and 1 for h, which change nothing. */
    private void copyFork(Step<T> step, T to, int at) {
        boolean again = SplitForm.of(step.code()).getFirst().again();
        int from = constantsAt(step);
        numbers.copy(step.constants(), from, to, at);
        for (int q = 0; q < 2 * points; q++) {
            if (again) {
                numbers.copy(step.constants(), from + 1 + q, to, at + 1 + q);
            } else if (q < points) {
                numbers.copy(rule, q, to, at + 1 + q);
            } else {
                numbers.copy(numbers.one(), 0, to, at + 1 + q);
            }
        }
    }

    private RowSteps<T> steps(int code, List<Step<T>> alike, RowSplits decisions) {
        List<SplitForm> forms = SplitForm.of(code);
        int operands = forms.stream().mapToInt(form -> form.constants(points)).sum();
        T[] constants = numbers.arrays().apply(operands);
        for (int k = 0; k < operands; k++) {
            constants[k] = numbers.array().apply(alike.size());
        }
        for (int i = 0; i < alike.size(); i++) {
            Step<T> step = alike.get(i);
            addDecisions(step, decisions, firstSplit[code] + i, alike.size());
            int at = SplitForm.firstOperand(code);
            int k = 0;
            for (SplitForm form : forms) {
                int from = step.operand(at + SplitForm.CONSTANTS);
                for (int c = 0; c < form.constants(points); c++) {
                    numbers.copy(step.constants(), from + c, constants[k++], i);
                }
                at += form.operands();
            }
        }
        return new RowSteps<>(
                code, alike.size(), forms.size(), firstSlot[code], firstOfGroup + firstSplit[code], constants);
    }
}
