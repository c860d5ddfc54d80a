package io.shapservice.engine.model.onnx;

import io.shapservice.engine.model.ModelException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A NodeProto: one operator of the graph.
 *
 * @param index among the graph's nodes
 */
record OpNode(
        int index,
        String domain,
        String type,
        List<String> inputs,
        List<String> outputs,
        Map<String, Attribute> attributes) {
    static OpNode read(ProtoSource source, int index) throws IOException, ModelException {
        String[] domainAndType = {"", ""};
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        Map<String, Attribute> attributes = new HashMap<>();
        source.message("node[" + index + "]", number -> {
            switch (number) {
                case 1 -> inputs.add(source.text());
                case 2 -> outputs.add(source.text());
                case 4 -> domainAndType[1] = source.text();
                case 5 -> {
                    Attribute attribute = Attribute.read(source);
                    if (attributes.put(attribute.name, attribute) != null) {
                        throw source.broken("attribute '" + attribute.name + "' is there twice");
                    }
                }
                case 7 -> domainAndType[0] = source.text();
                default -> source.skip();
            }
        });
        return new OpNode(index, domainAndType[0], domainAndType[1], inputs, outputs, attributes);
    }

    String place() {
        return "graph.node[" + index + "] '" + type + "'";
    }

    ModelException broken(String what) {
        return new ModelException(place() + ": " + what);
    }

    String input(int i) {
        return i < inputs.size() ? inputs.get(i) : "";
    }

    boolean has(String name) {
        return attributes.containsKey(name);
    }

    /** The attribute, or an empty one. */
    private Attribute attribute(String name) {
        Attribute attribute = attributes.get(name);
        return attribute == null ? new Attribute() : attribute;
    }

    IntList ints(String name) {
        return attribute(name).ints;
    }

    int integer(String name, int otherwise) {
        return has(name) ? attribute(name).integer : otherwise;
    }

    String text(String name, String otherwise) {
        return has(name) ? attribute(name).text : otherwise;
    }

    List<String> texts(String name) {
        return attribute(name).strings;
    }

    /** Numbers of {@code name}, or of {@code name_as_tensor}, which holds them in double. */
    DoubleList numbers(String name) {
        DoubleList tensor = tensor(name + "_as_tensor");
        return tensor.size() > 0 ? tensor : attribute(name).floats;
    }

    DoubleList tensor(String name) {
        Tensor tensor = attribute(name).tensor;
        return tensor == null ? new DoubleList() : tensor.numbers();
    }
}
