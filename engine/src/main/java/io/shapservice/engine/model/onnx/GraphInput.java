package io.shapservice.engine.model.onnx;

import io.shapservice.engine.model.ModelException;
import java.io.IOException;

/** A ValueInfoProto of a tensor {@code [n, columns]}. */
final class GraphInput {
    String name = "";
    /** As {@link Tensor} has it; 0 for what is no tensor. */
    int type;
    /** Size of the last dimension; 0 when the file leaves it open. */
    int columns;

    static GraphInput read(ProtoSource source, String place) throws IOException, ModelException {
        GraphInput input = new GraphInput();
        source.message(place, number -> {
            switch (number) {
                case 1 -> input.name = source.text();
                case 2 ->
                    source.message("type", kind -> {
                        if (kind == 1) {
                            input.tensor(source);
                        } else {
                            source.skip();
                        }
                    });
                default -> source.skip();
            }
        });
        return input;
    }

    private void tensor(ProtoSource source) throws IOException, ModelException {
        source.message("tensor_type", number -> {
            switch (number) {
                case 1 -> type = source.integer();
                case 2 ->
                    source.message("shape", shape -> {
                        if (shape == 1) {
                            dimension(source);
                        } else {
                            source.skip();
                        }
                    });
                default -> source.skip();
            }
        });
    }

    private void dimension(ProtoSource source) throws IOException, ModelException {
        columns = 0;
        source.message("dim", number -> {
            if (number == 1) {
                columns = source.integer();
            } else {
                source.skip();
            }
        });
        if (columns < 0) {
            throw source.broken("a dimension of " + columns);
        }
    }
}
