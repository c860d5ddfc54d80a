package io.shapservice.engine.model.onnx;

import io.shapservice.engine.ensemble.Arithmetic.Width;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The model's columns: those of the graph's inputs, one after the other. Columns of several inputs have the inputs' names; those of
 * a single one have none.
 */
final class InputColumns {
    private final Map<String, Meaning> meanings = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private int count;
    private boolean open;

    /** @param limit columns that are accepted; checked before anything of that size is made */
    InputColumns(Graph graph, int limit) {
        // Before IR version 4, constants had to be listed as inputs, too.
        List<GraphInput> inputs = graph.inputs.stream()
                .filter(input -> !graph.constants.containsKey(input.name))
                .toList();
        long columns = inputs.stream().mapToLong(input -> input.columns).sum();
        open = columns > limit || inputs.stream().anyMatch(input -> input.columns < 1);
        for (GraphInput input : inputs) {
            add(input, inputs.size() > 1);
        }
    }

    private void add(GraphInput input, boolean named) {
        Width width = switch (input.type) {
            case Tensor.DOUBLE -> Width.FLOAT64;
            case Tensor.FLOAT, Tensor.INT64, Tensor.INT32 -> Width.FLOAT32;
            default -> null;
        };
        int[] columns = new int[open ? 0 : input.columns];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = count++;
            names.add(input.columns == 1 ? input.name : input.name + "_" + i);
        }
        if (!named) {
            names.clear();
        }
        if (width != null && !(open && named)) {
            meanings.put(input.name, new Meaning.Rows(columns, width));
        }
    }

    Map<String, Meaning> meanings() {
        return meanings;
    }

    /** Whether the file does not say how many columns there are. */
    boolean isOpen() {
        return open;
    }

    int count() {
        return count;
    }

    /** In column order, or empty. */
    List<String> names() {
        return open ? List.of() : names;
    }
}
