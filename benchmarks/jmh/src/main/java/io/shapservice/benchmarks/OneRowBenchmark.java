package io.shapservice.benchmarks;

import io.shapservice.engine.explain.ExplainOptions.Precision;
import io.shapservice.engine.explain.Explanation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** One row alone, warm: what :explain computes for a single instance. */
public class OneRowBenchmark extends RowBenchmark {
    static final int ROWS = 1;

    @Param({"100x6", "100x8"})
    private String shape = "";

    @Override
    Batch batch() throws Exception {
        return Batch.path(shape, Precision.FLOAT, ROWS);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public Explanation row() throws Exception {
        return explain();
    }
}
