package io.shapservice.cli.explain;

import io.shapservice.engine.explain.Explanation;

/** The explanation of a whole table, put together from those of its pieces in any order. */
final class Assembly {
    private final Explanation whole;
    private double additivityMaxError;
    private long rowsDone;

    private Assembly(Explanation whole) {
        this.whole = whole;
    }

    static Assembly like(Explanation piece, int rows) {
        int perRow = piece.features() * piece.outputs();
        return new Assembly(new Explanation(
                new double[Math.multiplyExact(rows, perRow)],
                piece.baseValues(),
                new double[Math.multiplyExact(rows, piece.outputs())],
                rows,
                piece.features(),
                piece.outputs(),
                piece.featureNames(),
                piece.outputNames(),
                piece.options(),
                0));
    }

    void add(int firstRow, Explanation piece) {
        int perRow = whole.features() * whole.outputs();
        System.arraycopy(piece.values(), 0, whole.values(), firstRow * perRow, piece.values().length);
        System.arraycopy(
                piece.prediction(), 0, whole.prediction(), firstRow * whole.outputs(), piece.prediction().length);
        additivityMaxError = Math.max(additivityMaxError, piece.additivityMaxError());
        rowsDone += piece.rows();
    }

    long rowsDone() {
        return rowsDone;
    }

    Explanation whole() {
        return new Explanation(
                whole.values(),
                whole.baseValues(),
                whole.prediction(),
                whole.rows(),
                whole.features(),
                whole.outputs(),
                whole.featureNames(),
                whole.outputNames(),
                whole.options(),
                additivityMaxError);
    }
}
