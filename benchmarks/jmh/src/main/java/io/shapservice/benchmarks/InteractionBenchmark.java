package io.shapservice.benchmarks;

import io.shapservice.engine.explain.Explanation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** Interaction values beside the plain ones, a row. Of what -prof gc shows, 584 B a row are the results. */
public class InteractionBenchmark extends RowBenchmark {
    static final int ROWS = 1024;

    @Param({"100x6", "100x8"})
    private String shape = "";

    @Override
    Batch batch() throws Exception {
        return Batch.interactions(shape, ROWS);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public Explanation row() throws Exception {
        return explain();
    }
}
