package io.shapservice.engine.model.onnx;

import io.shapservice.engine.model.ModelException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A ModelProto: its graph, in the order of the file, which ONNX demands to be an order of execution. */
final class Graph {
    final List<OpNode> nodes = new ArrayList<>();
    final List<GraphInput> inputs = new ArrayList<>();
    final List<String> outputs = new ArrayList<>();
    final Map<String, Tensor> constants = new HashMap<>();
    private String producer = "";
    private String producerVersion = "";
    private boolean graph;
    private boolean operators;

    static Graph read(ProtoSource source) throws IOException, ModelException {
        Graph graph = new Graph();
        source.file(number -> {
            switch (number) {
                case 2 -> graph.producer = source.text();
                case 3 -> graph.producerVersion = source.text();
                case 7 -> graph.graph(source);
                case 8 ->
                    source.message("opset_import", field -> {
                        graph.operators = true;
                        source.skip();
                    });
                default -> source.skip();
            }
        });
        if (!graph.graph || !graph.operators) {
            throw source.broken(
                    "no " + (graph.graph ? "opset_import" : "graph") + ", so this is not a whole ONNX model");
        }
        return graph;
    }

    private void graph(ProtoSource source) throws IOException, ModelException {
        graph = true;
        source.message("graph", number -> {
            switch (number) {
                case 1 -> {
                    source.checkSize(nodes.size());
                    nodes.add(OpNode.read(source, nodes.size()));
                }
                case 5 -> {
                    Tensor tensor = Tensor.read(source, "initializer[" + constants.size() + "]");
                    constants.put(tensor.name(), tensor);
                }
                case 11 -> inputs.add(GraphInput.read(source, "input[" + inputs.size() + "]"));
                case 12 -> outputs.add(GraphInput.read(source, "output[" + outputs.size() + "]").name);
                default -> source.skip();
            }
        });
    }

    /** For people. */
    String library() {
        String by = (producer + " " + producerVersion).strip();
        return by.isEmpty() ? "ONNX" : "ONNX, by " + by;
    }
}
