package io.shapservice.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.engine.ensemble.EnsembleLimits;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.model.document.JsonCursor;
import io.shapservice.engine.model.xgboost.XgboostReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A model of more than 100 MB is read in a heap of less than twice what it takes when it is read; with
 * {@code -Dlarge.model.trees=960} it is one of 400 MB.
 */
class LargeModelTest {
    private static final int TREES = Integer.getInteger("large.model.trees", 240);
    private static final int NODES = 8191;

    /** Of a node: feature, right child, threshold, cover, missing; and half a leaf's value. */
    private static final int COMPILED_BYTES = 4 + 4 + 8 + 8 + 1 + 4;

    /** What a JVM needs for itself. */
    private static final long OWN = 8 << 20;

    @Test
    void aLargeJsonIsStreamed(@TempDir Path folder) throws Exception {
        Path model = folder.resolve("model.json");
        write(model);
        long compiled = (long) TREES * NODES * COMPILED_BYTES;
        assertThat(Files.size(model)).isGreaterThan(100L << 20);

        Path output = folder.resolve("output");
        Process child = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + (2 * compiled + OWN),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeModelTest.class.getName(),
                        model.toString()))
                .redirectErrorStream(true)
                .redirectOutput(new File(output.toString()))
                .start();

        assertThat(child.waitFor(30, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(output)).contains((long) TREES * (NODES + 1) / 2 + " leaves");
    }

    /** The child: with the published limits, not those that a heap of this size would have. */
    public static void main(String[] args) throws Exception {
        try (InputStream in = Files.newInputStream(Path.of(args[0]))) {
            TreeEnsemble model = XgboostReader.read(new JsonCursor(in), EnsembleLimits.DEFAULT);
            System.out.println(model.leaves() + " leaves");
        }
    }

    private static void write(Path file) throws Exception {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("{\"learner\": {\"learner_model_param\": {\"num_feature\": \"30\"},"
                    + " \"gradient_booster\": {\"name\": \"gbtree\", \"model\": {\"trees\": [");
            RandomGenerator random = new Random(1);
            for (int t = 0; t < TREES; t++) {
                out.write(t == 0 ? "{" : ",{");
                array(out, "left_children", i -> Integer.toString(i < NODES / 2 ? 2 * i + 1 : -1));
                array(out, "right_children", i -> Integer.toString(i < NODES / 2 ? 2 * i + 2 : -1));
                array(out, "split_indices", i -> Integer.toString(i % 30));
                array(out, "default_left", i -> "0");
                for (String name : List.of("split_conditions", "base_weights", "loss_changes")) {
                    array(out, name, i -> Float.toString((float) random.nextGaussian()));
                }
                array(out, "sum_hessian", i -> Float.toString((float) random.nextDouble(1000)));
                out.write("\"id\": " + t + "}");
            }
            out.write("], \"tree_info\": [" + "0,".repeat(TREES - 1) + "0]}}}}");
        }
    }

    private static void array(BufferedWriter out, String name, IntFunction<String> values) throws Exception {
        out.write('"' + name + "\": [");
        for (int i = 0; i < NODES; i++) {
            out.write(i == 0 ? "" : ",");
            out.write(values.apply(i));
        }
        out.write("],");
    }
}
