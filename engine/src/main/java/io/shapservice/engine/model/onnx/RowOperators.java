package io.shapservice.engine.model.onnx;

import io.shapservice.engine.ensemble.Arithmetic.Width;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operators that hand rows on as they are, or choose and order columns. */
final class RowOperators {
    private RowOperators() {}

    /** @return null when the operator is none of them */
    static @Nullable Meaning apply(OpNode node, List<Meaning> inputs) {
        if (inputs.isEmpty() || !(inputs.getFirst() instanceof Meaning.Rows rows)) {
            return null;
        }
        return switch (node.type()) {
            case "Identity" -> rows;
            case "Cast" -> cast(node, rows);
            case "Concat" -> node.integer("axis", 0) == 0 ? null : joined(inputs, rows.width());
            case "FeatureVectorizer" -> joined(inputs, Width.FLOAT32);
            case "ArrayFeatureExtractor" -> chosen(rows, inputs);
            case "Gather" -> node.integer("axis", 0) == 0 ? null : chosen(rows, inputs);
            default -> null;
        };
    }

    private static @Nullable Meaning cast(OpNode node, Meaning.Rows rows) {
        return switch (node.integer("to", 0)) {
            case Tensor.FLOAT -> new Meaning.Rows(rows.columns(), Width.FLOAT32);
            // What was rounded stays so.
            case Tensor.DOUBLE -> rows;
            default -> null;
        };
    }

    private static @Nullable Meaning joined(List<Meaning> inputs, Width width) {
        int[] all = new int[0];
        for (Meaning input : inputs) {
            if (!(input instanceof Meaning.Rows rows) || rows.columns().length == 0) {
                return inputs.size() == 1 ? input : null;
            }
            int at = all.length;
            all = Arrays.copyOf(all, at + rows.columns().length);
            System.arraycopy(rows.columns(), 0, all, at, rows.columns().length);
        }
        return new Meaning.Rows(all, width);
    }

    private static @Nullable Meaning chosen(Meaning.Rows rows, List<Meaning> inputs) {
        if (inputs.size() != 2 || !(inputs.get(1) instanceof Meaning.Constant which) || rows.columns().length == 0) {
            return null;
        }
        int[] columns = new int[which.numbers().length];
        for (int i = 0; i < columns.length; i++) {
            double index = which.numbers()[i];
            if (!(index >= 0 && index < rows.columns().length)) {
                return null;
            }
            columns[i] = rows.columns()[(int) index];
        }
        return new Meaning.Rows(columns, rows.width());
    }
}
