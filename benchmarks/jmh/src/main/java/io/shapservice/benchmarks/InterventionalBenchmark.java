package io.shapservice.benchmarks;

import io.shapservice.engine.explain.Explanation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** Values over a background, a row. Of what -prof gc shows, 80 B a row are the results and the margins that they are checked by. */
public class InterventionalBenchmark extends RowBenchmark {
    static final int ROWS = 2112;

    @Param({"100x6", "100x8"})
    private String shape = "";

    @Param({"100", "1000"})
    private int background;

    @Override
    Batch batch() throws Exception {
        return Batch.interventional(shape, background, ROWS);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public Explanation row() throws Exception {
        return explain();
    }
}
