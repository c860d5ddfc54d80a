package io.shapservice.engine.explain.path;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The order in which the splits of some passes add to each row of lanes: that of the steps over lanes. */
final class RowOrder {
    private final Map<Integer, IntBuilder> splitsOfRow = new HashMap<>();
    private final IntBuilder passes = new IntBuilder();
    private final IntBuilder codes = new IntBuilder();
    private final IntBuilder places = new IntBuilder();
    private final IntBuilder steps = new IntBuilder();
    private int pass;
    private int size;

    void begin(int next) {
        pass = next;
    }

    /**
     * @param place of the split in its step
     * @param step among those of its code
     * @param row of lanes
     */
    void add(int code, int place, int step, int row) {
        splitsOfRow.computeIfAbsent(row, r -> new IntBuilder()).add(size++);
        passes.add(pass);
        codes.add(code);
        places.add(place);
        steps.add(step);
    }

    /** @param groupOf for each pass its group */
    <T> RowProgram<T> program(
            CompiledTree[] trees,
            int sharedColumns,
            int ownColumns,
            RowGroup<T>[] groups,
            List<RowGroupBuilder<T>> groupOf) {
        int[] numbers = numbers(groupOf);
        List<Integer> rows = new ArrayList<>(splitsOfRow.keySet());
        rows.sort(
                Comparator.comparingInt((Integer row) -> -splitsOf(row).length).thenComparing(row -> row));
        IntBuilder ends = new IntBuilder();
        char[] order = new char[size];
        int at = 0;
        for (int row : rows) {
            for (int split : splitsOf(row)) {
                order[at++] = (char) numbers[split];
            }
            ends.add(at);
        }
        return new RowProgram<>(
                trees,
                sharedColumns,
                ownColumns,
                groups,
                rows.stream().mapToInt(row -> row).toArray(),
                ends.toArray(),
                order);
    }

    private int[] splitsOf(int row) {
        return splitsOfRow.getOrDefault(row, new IntBuilder()).toArray();
    }

    /** In the program. */
    private <T> int[] numbers(List<RowGroupBuilder<T>> groupOf) {
        int[] code = codes.toArray();
        int[] place = places.toArray();
        int[] step = steps.toArray();
        int[] numbers = passes.toArray();
        for (int n = 0; n < numbers.length; n++) {
            numbers[n] = groupOf.get(numbers[n]).split(code[n], place[n], step[n]);
        }
        return numbers;
    }

    static char[] chars(int[] numbers) {
        char[] chars = new char[numbers.length];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = (char) numbers[i];
        }
        return chars;
    }
}
