package io.shapservice.benchmarks;

import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.Explainer;
import io.shapservice.engine.explain.Explainers;
import io.shapservice.engine.model.Models;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A model's JSON in memory to an explainer. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class LoadBenchmark {
    @Param({"100x8", "1000x8"})
    private String shape = "";

    private byte @Nullable [] json;
    private @Nullable TreeEnsemble ensemble;

    @Setup
    public void write() throws Exception {
        json = RandomForest.of(shape).json();
        ensemble = Models.read(json);
    }

    @Benchmark
    public TreeEnsemble read() throws Exception {
        return Models.read(Objects.requireNonNull(json));
    }

    @Benchmark
    public Explainer compile() throws Exception {
        return Explainers.create(Objects.requireNonNull(ensemble), ExplainOptions.DEFAULT);
    }

    @Benchmark
    public Explainer readAndCompile() throws Exception {
        return Explainers.create(Models.read(Objects.requireNonNull(json)), ExplainOptions.DEFAULT);
    }
}
