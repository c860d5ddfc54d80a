package io.shapservice.cli.bench;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.shapservice.engine.ensemble.TreeEnsemble;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * What a bench found.
 *
 * @param rowsPerSecond of the median repeat
 * @param bestRowsPerSecond of the fastest repeat: what the machine can do when nothing else runs
 * @param nsPerRowLeaf nanoseconds of one thread for one row and one leaf, of the median repeat
 * @param simdBits width of the vectors that the JVM's compiler may use
 * @param loadSeconds of reading the model, before anything was warm, as {@code prepareSeconds}, of making an explainer of it
 * @param tableBytes that the explainer keeps beside the model
 */
@JsonPropertyOrder({"rowsPerSecond", "nsPerRowLeaf", "simdBits", "threads", "repeats"})
record BenchFigures(
        double rowsPerSecond,
        double bestRowsPerSecond,
        double nsPerRowLeaf,
        int simdBits,
        int threads,
        int repeats,
        int rows,
        long leaves,
        int trees,
        double loadSeconds,
        double prepareSeconds,
        long tableBytes) {

    static BenchFigures of(TreeEnsemble model, int rows, int threads, Repeats repeats, Start start) {
        double median = repeats.median();
        return new BenchFigures(
                rounded(rows / median),
                rounded(rows / repeats.shortest()),
                rounded(median * threads * 1e9 / rows / model.leaves()),
                VectorWidth.bits(),
                threads,
                repeats.seconds().size(),
                rows,
                model.leaves(),
                model.trees(),
                rounded(start.loadSeconds()),
                rounded(start.prepareSeconds()),
                start.tableBytes());
    }

    /** To four digits: more are noise. */
    private static double rounded(double value) {
        return new BigDecimal(value).round(new MathContext(4)).doubleValue();
    }
}
