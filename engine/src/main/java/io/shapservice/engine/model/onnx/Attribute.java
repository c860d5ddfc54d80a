package io.shapservice.engine.model.onnx;

import io.shapservice.engine.model.ModelException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An AttributeProto: whichever of its values the file has. */
final class Attribute {
    final DoubleList floats = new DoubleList();
    final IntList ints = new IntList();
    final List<String> strings = new ArrayList<>();
    String name = "";
    String text = "";
    int integer;
    double number;

    @Nullable
    Tensor tensor;

    static Attribute read(ProtoSource source) throws IOException, ModelException {
        Attribute attribute = new Attribute();
        source.message("attribute", number -> {
            switch (number) {
                case 1 -> attribute.name = source.text();
                case 2 -> attribute.number = source.number();
                case 3 -> attribute.integer = source.integer();
                case 4 -> attribute.text = source.text();
                case 5 -> attribute.tensor = Tensor.read(source, "t");
                case 7 -> attribute.readFloats(source);
                case 8 -> source.integers(attribute.ints);
                case 9 -> {
                    source.checkSize(attribute.strings.size());
                    attribute.strings.add(source.text());
                }
                default -> source.skip();
            }
        });
        return attribute;
    }

    private void readFloats(ProtoSource source) throws IOException, ModelException {
        // What share of rows took a branch, by a definition of its own in each converter, and mostly 1.
        if (name.equals("nodes_hitrates")) {
            source.skip();
        } else {
            source.floats(floats);
        }
    }
}
