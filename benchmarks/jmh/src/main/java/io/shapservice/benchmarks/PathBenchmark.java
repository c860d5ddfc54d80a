package io.shapservice.benchmarks;

import io.shapservice.engine.explain.ExplainOptions.Precision;
import io.shapservice.engine.explain.Explanation;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Path-dependent values, a row. Of what -prof gc shows, 72 B a row are the results: 8 values and the prediction. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class PathBenchmark {
    /** Tiles of either precision. */
    static final int ROWS = 2112;

    @Param({"10x3", "100x6", "100x8", "1000x8"})
    private String shape = "";

    @Param({"FLOAT", "DOUBLE"})
    private Precision precision = Precision.FLOAT;

    private @Nullable Batch batch;

    @Setup
    public void compile() throws Exception {
        batch = Batch.path(shape, precision, ROWS);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public Explanation row() throws Exception {
        return Objects.requireNonNull(batch).explain();
    }
}
