package io.shapservice.benchmarks;

import io.shapservice.engine.explain.Explanation;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How the benchmarks that explain a batch are timed: microseconds a row. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public abstract class RowBenchmark {
    private @Nullable Batch batch;

    /** The rows and their explainer, compiled before anything is timed. */
    abstract Batch batch() throws Exception;

    @Setup
    public void compile() throws Exception {
        batch = batch();
    }

    final Explanation explain() throws Exception {
        return Objects.requireNonNull(batch).explain();
    }
}
