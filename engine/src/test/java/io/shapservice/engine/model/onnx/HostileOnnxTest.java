package io.shapservice.engine.model.onnx;

import static io.shapservice.engine.model.onnx.OnnxFile.stump;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shapservice.engine.ensemble.EnsembleLimits;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.golden.GoldenCase;
import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.model.ModelLimits;
import io.shapservice.engine.model.Models;
import io.shapservice.engine.model.onnx.OnnxFile.Op;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes are: a model, or one ModelException that names a place. */
class HostileOnnxTest {
    private static final EnsembleLimits SMALL = EnsembleLimits.DEFAULT.within(256 << 20);
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    @ParameterizedTest
    @ValueSource(strings = {"onnx_gb_clf2", "onnx_rf_clf3", "onnx_v5_nan"})
    void aFileThatIsCutOffAnywhereIsRefused(String name) throws Exception {
        byte[] whole = Files.readAllBytes(GoldenCase.named(name).modelFile());
        int step = Math.max(1, whole.length / 1000);
        int trees = OnnxReader.read(new ByteArrayInputStream(whole), SMALL).trees();

        int cut = 0;
        for (int length = 0; length < whole.length; length += step) {
            byte[] prefix = Arrays.copyOf(whole, length);
            try {
                // What follows the graph says nothing about the trees.
                assertThat(OnnxReader.read(new ByteArrayInputStream(prefix), SMALL)
                                .trees())
                        .isEqualTo(trees);
                assertThat(whole.length - length).isLessThan(60);
            } catch (ModelException e) {
                assertThat(e).message().contains(":");
                cut++;
            }
        }
        assertThat(cut).isGreaterThan(whole.length / step - 60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"onnx_gb_clf2", "onnx_rf_clf3", "onnx_v5_nan", "onnx_lgb_reg"})
    void bytesThatAreChangedGiveAModelOrARefusalAndNothingElse(String name) throws Exception {
        byte[] whole = Files.readAllBytes(GoldenCase.named(name).modelFile());
        RandomGenerator random = new Random(3);
        Assertions.assertTimeoutPreemptively(DEADLINE, () -> {
            for (int n = 0; n < 3000; n++) {
                byte[] bytes = whole.clone();
                for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
                    change(bytes, random);
                }
                readable(bytes);
            }
        });
    }

    private static void change(byte[] bytes, RandomGenerator random) {
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(4)) {
            case 0 -> bytes[at] = (byte) random.nextInt(256);
            case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> bytes[random.nextInt(Math.min(bytes.length, 400))] = (byte) random.nextInt(256);
            default -> {
                int from = random.nextInt(bytes.length);
                int count = Math.min(random.nextInt(60), bytes.length - Math.max(at, from));
                System.arraycopy(bytes, from, bytes, at, count);
            }
        }
    }

    private static void readable(byte[] bytes) {
        try {
            TreeEnsemble model = OnnxReader.read(new ByteArrayInputStream(bytes), SMALL);
            if (model.features() < 1000) {
                model.margin(new double[model.features()], 0, new double[model.outputs()], 0);
            }
        } catch (ModelException e) {
            assertThat(e).message().contains(":");
        }
    }

    @Test
    void lengthsThatTheFileDoesNotHaveTakeNoMemory() {
        byte[] graphOfGigabytes = {8, 8, 0x3a, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7, 0x0a, 2};
        byte[] negative = {8, 8, 0x3a, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 15, 0x0a, 2};
        byte[] group = {8, 8, 0x3b, 0x3b, 0x3b, 0x3b};

        for (byte[] bytes : new byte[][] {graphOfGigabytes, negative, group}) {
            assertThatThrownBy(() -> Models.read(bytes)).isInstanceOf(ModelException.class);
        }
    }

    @Test
    void aTreeThatIsNoneIsRefused() {
        refused(branches(1, 1), "reached twice");
        refused(branches(1, 7), "names node 7");
        refused(branches(0, 2), "node 1 is not reached");
        refused(weights(0, 0), "not a leaf");
        refused(weights(1, 9), "output 9 of 1");
        refused(weights(3, 0), "names node 3");
        refused(
                new Op("TreeEnsembleRegressor", "x", "y").ints("nodes_nodeids", 0, 1),
                "nodes_treeids has 0 entries, nodes_nodeids has 2");
        refused(new Op("TreeEnsembleRegressor", "x", "y"), "no trees");
    }

    private static Op branches(long ifTrue, long ifFalse) {
        return tree(ifTrue, ifFalse, 1, 0);
    }

    private static Op weights(long node, long target) {
        return tree(1, 2, node, target);
    }

    private static Op tree(long ifTrue, long ifFalse, long weightNode, long target) {
        return new Op("TreeEnsembleRegressor", "x", "y")
                .ints("nodes_treeids", 0, 0, 0)
                .ints("nodes_nodeids", 0, 1, 2)
                .ints("nodes_featureids", 0, 0, 0)
                .strings("nodes_modes", "BRANCH_LEQ", "LEAF", "LEAF")
                .floats("nodes_values", 0, 0, 0)
                .ints("nodes_truenodeids", ifTrue, 0, 0)
                .ints("nodes_falsenodeids", ifFalse, 0, 0)
                .ints("target_treeids", 0)
                .ints("target_nodeids", weightNode)
                .ints("target_ids", target)
                .floats("target_weights", 1);
    }

    private static void refused(Op op, String why) {
        assertThatThrownBy(() -> new OnnxFile().op(op).read())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(why);
    }

    @Test
    void questionsThatLeadBackToOneAnotherAreNoChain() {
        refused(
                new Op("TreeEnsembleRegressor", "x", "y")
                        .ints("nodes_treeids", 0, 0, 0, 0)
                        .ints("nodes_nodeids", 0, 1, 2, 3)
                        .ints("nodes_featureids", 0, 0, 0, 0)
                        .strings("nodes_modes", "BRANCH_EQ", "BRANCH_EQ", "BRANCH_EQ", "LEAF")
                        .floats("nodes_values", 0, 1, 2, 0)
                        .ints("nodes_truenodeids", 3, 3, 3, 0)
                        .ints("nodes_falsenodeids", 1, 2, 1, 0),
                "reached twice");
    }

    @ParameterizedTest
    @CsvSource({"Concat, y", "Add, y", "Concat, x"})
    void valuesThatOperatorsDoubleAgainAndAgainAreRefusedBeforeTheyTakeTheMemory(String type, String doubled) {
        OnnxFile file = new OnnxFile();
        if (doubled.equals("y")) {
            file.op(stump("BRANCH_LEQ", 0, false));
        }
        String last = doubled;
        for (int i = 0; i < 40; i++) {
            file.op(new Op(type, last + " " + last, doubled + i).integer("axis", 1));
            last = doubled + i;
        }
        byte[] bytes = file.output(last).bytes();

        assertThatThrownBy(
                        () -> OnnxReader.read(new ByteArrayInputStream(bytes), EnsembleLimits.DEFAULT.within(64 << 20)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("graph.node[")
                .hasMessageContaining("columns and outputs");
    }

    @Test
    void leavesThatClaimManyOutputsEachAreCountedOverAllTrees() {
        int trees = 2_000;
        long[] ids = LongStream.range(0, trees).toArray();
        String[] leaf = new String[trees];
        Arrays.fill(leaf, "LEAF");
        long[] none = new long[trees];
        long[] twice = LongStream.range(0, 2L * trees).map(i -> i / 2).toArray();
        long[] targets = LongStream.range(0, 2L * trees).map(i -> i % 2).toArray();
        Op op = new Op("TreeEnsembleRegressor", "x", "y")
                .integer("n_targets", 10_000)
                .ints("nodes_treeids", ids)
                .ints("nodes_nodeids", none)
                .ints("nodes_featureids", none)
                .strings("nodes_modes", leaf)
                .floats("nodes_values", new double[trees])
                .ints("nodes_truenodeids", none)
                .ints("nodes_falsenodeids", none)
                .ints("target_treeids", twice)
                .ints("target_nodeids", new long[2 * trees])
                .ints("target_ids", targets)
                .floats("target_weights", new double[2 * trees]);

        over(new OnnxFile().op(op).bytes(), EnsembleLimits.DEFAULT.within(64 << 20), "values in leaves");
    }

    @Test
    void theWorkForInputsGrowsWithTheirNumberOnly() {
        Message shape = new Message().message(1, new Message().integer(1, 1));
        Message type = new Message()
                .message(1, new Message().integer(1, OnnxFile.FLOAT).message(2, shape));
        byte[] input = new Message().message(11, new Message().message(2, type)).toBytes();
        byte[] graph = new byte[500_000 * input.length];
        for (int at = 0; at < graph.length; at += input.length) {
            System.arraycopy(input, 0, graph, at, input.length);
        }
        byte[] bytes = new Message()
                .integer(1, 8)
                .bytes(7, graph)
                .message(8, new Message())
                .toBytes();

        Assertions.assertTimeoutPreemptively(
                DEADLINE,
                () -> assertThatThrownBy(() -> OnnxReader.read(new ByteArrayInputStream(bytes), EnsembleLimits.DEFAULT))
                        .isInstanceOf(ModelException.class));
    }

    @Test
    void messagesThatAreEmptyAreCountedToo() {
        byte[] graph = new byte[2 << 20];
        for (int i = 0; i < graph.length; i += 2) {
            graph[i] = 0x5a;
        }
        byte[] bytes = new Message().integer(1, 8).bytes(7, graph).toBytes();

        over(bytes, EnsembleLimits.DEFAULT.within(64 << 20), "more than");
    }

    @Test
    void limitsAreKept() throws Exception {
        byte[] model = Files.readAllBytes(GoldenCase.named("onnx_rf_clf3").modelFile());
        EnsembleLimits all = EnsembleLimits.DEFAULT;

        over(model, new EnsembleLimits(3, all.leaves(), 99, 99, 9, 0), "trees");
        over(model, new EnsembleLimits(99, 50, 99, 99, 9, 0), "leaves");
        over(model, new EnsembleLimits(99, 9999, 3, 99, 9, 0), "splits on a path");
        over(model, new EnsembleLimits(99, 9999, 99, 2, 9, 0), "feature");
        over(model, new EnsembleLimits(99, 9999, 99, 99, 2, 0), "3 outputs");
    }

    private static void over(byte[] model, EnsembleLimits limits, String says) {
        assertThatThrownBy(() -> Models.read(model, new ModelLimits(4 << 20, limits)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(says);
    }

    @Test
    void numbersInAnotherFileAreRefused() {
        Message external = OnnxFile.tensor("c", OnnxFile.FLOAT, 1).integer(14, 1);

        assertThatThrownBy(() -> new OnnxFile()
                        .constant(external)
                        .op(stump("BRANCH_LEQ", 0, false))
                        .read())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("another file")
                .hasMessageContaining("graph.initializer[0]");
    }
}
