package io.shapservice.engine.model.onnx;

import io.shapservice.engine.ensemble.EnsembleLimits;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.model.ModelException;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;

/** A small ONNX model under construction; by default its input is x, of three columns of float32. */
final class OnnxFile {
    static final int FLOAT = 1;
    static final int UINT8 = 2;
    static final int DOUBLE = 11;

    private final List<Message> nodes = new ArrayList<>();
    private final List<Message> constants = new ArrayList<>();
    private final List<Message> inputs = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>();

    /** Attributes of one operator. */
    static final class Op {
        private final Message message = new Message();

        Op(String type, String inputs, String outputs) {
            for (String input : inputs.split(" ", -1)) {
                message.text(1, input);
            }
            for (String output : outputs.split(" ", -1)) {
                message.text(2, output);
            }
            message.text(4, type);
            if (type.startsWith("TreeEnsemble")) {
                message.text(7, "ai.onnx.ml");
            }
        }

        Op ints(String name, long... values) {
            Message attribute = new Message().text(1, name);
            attribute.packed(8, list -> {
                for (long value : values) {
                    list.bareInteger(value);
                }
            });
            message.message(5, attribute);
            return this;
        }

        Op floats(String name, double... values) {
            Message attribute = new Message().text(1, name);
            // Not packed: proto2 writers do so, and both forms must be read.
            for (double value : values) {
                attribute.number(7, (float) value);
            }
            message.message(5, attribute);
            return this;
        }

        Op strings(String name, String... values) {
            Message attribute = new Message().text(1, name);
            for (String value : values) {
                attribute.text(9, value);
            }
            message.message(5, attribute);
            return this;
        }

        Op integer(String name, long value) {
            message.message(5, new Message().text(1, name).integer(3, value));
            return this;
        }

        Op text(String name, String value) {
            message.message(5, new Message().text(1, name).text(4, value));
            return this;
        }

        Op tensor(String name, int type, double... values) {
            message.message(5, new Message().text(1, name).message(5, OnnxFile.tensor("", type, values)));
            return this;
        }
    }

    static Message tensor(String name, int type, double... values) {
        Message tensor =
                new Message().integer(1, values.length).integer(2, type).text(8, name);
        return switch (type) {
            case FLOAT ->
                tensor.packed(4, list -> {
                    for (double value : values) {
                        list.bareNumber((float) value);
                    }
                });
            case DOUBLE ->
                tensor.packed(10, list -> {
                    for (double value : values) {
                        list.bareDouble(value);
                    }
                });
            default -> {
                byte[] raw = new byte[values.length];
                for (int i = 0; i < raw.length; i++) {
                    raw[i] = (byte) values[i];
                }
                yield tensor.bytes(9, raw);
            }
        };
    }

    OnnxFile op(Op op) {
        nodes.add(op.message);
        return this;
    }

    OnnxFile constant(String name, double... values) {
        constants.add(tensor(name, FLOAT, values));
        return this;
    }

    OnnxFile constant(Message tensor) {
        constants.add(tensor);
        return this;
    }

    /** @param columns negative to leave them open */
    OnnxFile input(String name, int type, int columns) {
        Message rows = new Message().message(1, new Message().text(2, "n"));
        Message shape =
                columns < 0 ? rows.message(1, new Message()) : rows.message(1, new Message().integer(1, columns));
        Message tensor = new Message().integer(1, type).message(2, shape);
        inputs.add(new Message().text(1, name).message(2, new Message().message(1, tensor)));
        return this;
    }

    OnnxFile output(String... names) {
        outputs.addAll(List.of(names));
        return this;
    }

    byte[] bytes() {
        if (inputs.isEmpty()) {
            input("x", FLOAT, 3);
        }
        Message graph = new Message();
        nodes.forEach(node -> graph.message(1, node));
        graph.text(2, "g");
        constants.forEach(constant -> graph.message(5, constant));
        inputs.forEach(input -> graph.message(11, input));
        (outputs.isEmpty() ? List.of("y") : outputs).forEach(name -> graph.message(12, new Message().text(1, name)));
        return new Message()
                .integer(1, 8)
                .text(2, "test")
                .message(7, graph)
                .message(8, new Message().text(1, "ai.onnx.ml").integer(2, 3))
                .toBytes();
    }

    TreeEnsemble read() throws ModelException {
        return OnnxReader.read(new ByteArrayInputStream(bytes()), EnsembleLimits.DEFAULT);
    }

    /** A regressor whose only split is on feature 0: 1 when it is met, else −1. */
    static Op stump(String mode, double value, boolean missingTrue) {
        return stump("x", "y", mode, value, missingTrue, 1);
    }

    static Op stump(String input, String output, String mode, double value, boolean missingTrue, double weight) {
        return new Op("TreeEnsembleRegressor", input, output)
                .ints("nodes_treeids", 0, 0, 0)
                .ints("nodes_nodeids", 0, 1, 2)
                .ints("nodes_featureids", 0, 0, 0)
                .strings("nodes_modes", mode, "LEAF", "LEAF")
                .floats("nodes_values", value, 0, 0)
                .ints("nodes_truenodeids", 1, 0, 0)
                .ints("nodes_falsenodeids", 2, 0, 0)
                .ints("nodes_missing_value_tracks_true", missingTrue ? 1 : 0, 0, 0)
                .ints("target_treeids", 0, 0)
                .ints("target_nodeids", 1, 2)
                .ints("target_ids", 0, 0)
                .floats("target_weights", weight, -weight);
    }

    /** A classifier whose only split is {@code x0 <= 0}, with weights of the true and the false branch for each id. */
    static Op classifier(String transform, String[] labels, long[] ids, double... weights) {
        long[] nodes = new long[ids.length];
        for (int i = 0; i < ids.length; i++) {
            nodes[i] = i < ids.length / 2 ? 1 : 2;
        }
        return new Op("TreeEnsembleClassifier", "x", "label y")
                .ints("nodes_treeids", 0, 0, 0)
                .ints("nodes_nodeids", 0, 1, 2)
                .ints("nodes_featureids", 0, 0, 0)
                .strings("nodes_modes", "BRANCH_LEQ", "LEAF", "LEAF")
                .floats("nodes_values", 0, 0, 0)
                .ints("nodes_truenodeids", 1, 0, 0)
                .ints("nodes_falsenodeids", 2, 0, 0)
                .ints("class_treeids", new long[ids.length])
                .ints("class_nodeids", nodes)
                .ints("class_ids", ids)
                .floats("class_weights", weights)
                .strings("classlabels_strings", labels)
                .text("post_transform", transform);
    }

    /** Margins of one row. */
    static double[] margin(TreeEnsemble ensemble, double... row) {
        double[] margin = new double[ensemble.outputs()];
        ensemble.margin(row, 0, margin, 0);
        return margin;
    }
}
