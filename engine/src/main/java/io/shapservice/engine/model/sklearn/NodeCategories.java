package io.shapservice.engine.model.sklearn;

import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.model.document.DocumentCursor;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code categories_left} of a tree: null, or for each node null (a split on a number, or a leaf) or the categories that go left. */
final class NodeCategories {
    private final Map<Integer, double[]> left = new HashMap<>();
    private int nodes;

    void read(DocumentCursor cursor) throws IOException, ModelException {
        if (cursor.isNull()) {
            cursor.skip();
            return;
        }
        cursor.array(node -> {
            if (cursor.isNull()) {
                cursor.skip();
            } else {
                left.put(node, cursor.reals());
            }
            nodes = node + 1;
        });
    }

    int nodes() {
        return nodes;
    }

    /** @return the categories that go left, perhaps none; null for a split on a number, or a leaf */
    double @Nullable [] left(int node) {
        return left.get(node);
    }
}
