package io.shapservice.engine.explain.path;

import java.nio.Buffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Arrays of one precision.
 *
 * @param <T> the type of the arrays
 * @param one holds a 1
 * @param wrap makes arrays comparable by what they hold
 * @param constants of each pass over a tree
 */
record Numbers<T>(
        IntFunction<T> array, IntFunction<T[]> arrays, T one, Function<T, Buffer> wrap, Constants<T> constants) {
    static final Numbers<float[]> FLOAT =
            new Numbers<>(float[]::new, float[][]::new, new float[] {1}, FloatBuffer::wrap, CompiledTree::floats);
    static final Numbers<double[]> DOUBLE =
            new Numbers<>(double[]::new, double[][]::new, new double[] {1}, DoubleBuffer::wrap, CompiledTree::doubles);

    /** Which of a tree's arrays are of this precision. */
    interface Constants<T> {
        T[] of(CompiledTree tree);
    }

    void copy(T from, int at, T to, int toAt) {
        System.arraycopy(from, at, to, toAt, 1);
    }

    T first(T of, int count) {
        T copy = array.apply(count);
        System.arraycopy(of, 0, copy, 0, count);
        return copy;
    }
}
