package io.shapservice.benchmarks;

import io.shapservice.engine.explain.ExplainOptions.Precision;
import io.shapservice.engine.explain.Explanation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** Path-dependent values, a row. Of what -prof gc shows, 72 B a row are the results: 8 values and the prediction. */
public class PathBenchmark extends RowBenchmark {
    /** Tiles of either precision. */
    static final int ROWS = 2112;

    @Param({"10x3", "100x6", "100x8", "1000x8"})
    private String shape = "";

    @Param({"FLOAT", "DOUBLE"})
    private Precision precision = Precision.FLOAT;

    @Override
    Batch batch() throws Exception {
        return Batch.path(shape, precision, ROWS);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public Explanation row() throws Exception {
        return explain();
    }
}
