package io.shapservice.engine.model.onnx;

import io.shapservice.engine.ensemble.Arithmetic.Width;
import io.shapservice.engine.ensemble.Link;
import java.util.List;

/** What a value of the graph is, as far as explaining the trees goes. */
sealed interface Meaning {
    /** What it takes to make another of it, in numbers. */
    default int size() {
        return 1;
    }

    /**
     * Columns of the rows, unchanged.
     *
     * @param columns for each column here the model's; empty when they are all of an input of open width
     * @param width of its numbers
     */
    record Rows(int[] columns, Width width) implements Meaning {
        @Override
        public int size() {
            return 1 + columns.length;
        }
    }

    /** Numbers in the file. */
    record Constant(double[] numbers) implements Meaning {}

    /**
     * link(Σ terms + base).
     *
     * @param base {@code [K]}
     * @param columns of the value in the graph: K, or 2 where a classifier writes the second of two classes beside the first
     * @param outputNames {@code [K]}, or empty
     * @param shares whether dividing the columns by their sum changes nothing
     */
    record Sum(List<Term> terms, double[] base, Link link, int columns, List<String> outputNames, boolean shares)
            implements Meaning {
        int outputs() {
            return base.length;
        }

        @Override
        public int size() {
            return terms.size() + base.length;
        }
    }

    /**
     * The outputs of one tree operator within those of a sum.
     *
     * @param rows that it takes
     * @param firstOutput output to which the operator's first adds
     */
    record Term(TreeOperator operator, Rows rows, int firstOutput, double scale) {
        Term times(double factor) {
            return new Term(operator, rows, firstOutput, scale * factor);
        }

        Term after(int outputs) {
            return new Term(operator, rows, firstOutput + outputs, scale);
        }
    }

    /** Some columns of a sum; with the others in sight, all of it is what the graph shows. */
    record Part(Sum of) implements Meaning {}

    /** Sums one behind the other, in a new first dimension. */
    record Stack(List<Meaning> sums) implements Meaning {
        @Override
        public int size() {
            return sums.stream().mapToInt(Meaning::size).sum();
        }
    }

    /** Which class, not how much of each. */
    record Label() implements Meaning {}

    /** What the first operator made that is not understood here. */
    record Unknown(OpNode madeBy) implements Meaning {}
}
