package io.shapservice.smile.surrogate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.shapservice.engine.ensemble.EnsembleHeader;
import io.shapservice.engine.ensemble.Link;
import io.shapservice.engine.ensemble.Tree;
import io.shapservice.engine.ensemble.TreeEnsemble;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/**
 * Writes a surrogate as {@code sklearn-trees}, version 1 (docs/sklearn-trees.md): JSON that the engine reads like any other model,
 * to the last bit. Shrinkage and averages are in the leaves' values already.
 */
public final class SurrogateFile {
    private static final JsonFactory JSON = new JsonFactory();

    private SurrogateFile() {}

    /** Does not close the stream. */
    public static void write(Surrogate surrogate, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            TreeEnsemble ensemble = surrogate.ensemble();
            json.writeStartObject();
            json.writeStringField("format", "sklearn-trees");
            json.writeNumberField("version", 1);
            json.writeStringField("library", ensemble.library());
            json.writeNumberField("n_features", ensemble.features());
            json.writeNumberField("n_outputs", ensemble.outputs());
            texts(json, "classes", surrogate.classes());
            texts(json, "feature_names", ensemble.featureNames());
            json.writeStringField("aggregation", "sum");
            json.writeStringField("input_dtype", "float64");
            json.writeStringField("link", link(ensemble.link()));
            json.writeArrayFieldStart("init");
            for (int k = 0; k < ensemble.outputs(); k++) {
                json.writeNumber(ensemble.baseMargin(k));
            }
            json.writeEndArray();
            json.writeArrayFieldStart("trees");
            for (int t = 0; t < ensemble.trees(); t++) {
                tree(json, ensemble.tree(t), ensemble.treeOutput(t));
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static String link(Link link) {
        return link.name().toLowerCase(Locale.ROOT);
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        if (texts.isEmpty()) {
            json.writeNullField(name);
            return;
        }
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    @FunctionalInterface
    private interface PerNode {
        void write(int node) throws IOException;
    }

    private static void perNode(JsonGenerator json, Tree tree, String name, PerNode each) throws IOException {
        json.writeArrayFieldStart(name);
        for (int node = 0; node < tree.nodes(); node++) {
            each.write(node);
        }
        json.writeEndArray();
    }

    private static void tree(JsonGenerator json, Tree tree, int output) throws IOException {
        json.writeStartObject();
        json.writeNumberField("output", output == EnsembleHeader.ALL_OUTPUTS ? -1 : output);
        perNode(json, tree, "children_left", n -> json.writeNumber(tree.isLeaf(n) ? -1 : tree.left(n)));
        perNode(json, tree, "children_right", n -> json.writeNumber(tree.isLeaf(n) ? -1 : tree.right(n)));
        perNode(json, tree, "feature", n -> json.writeNumber(tree.isLeaf(n) ? -1 : tree.feature(n)));
        perNode(json, tree, "threshold", n -> json.writeNumber(tree.isLeaf(n) ? 0 : tree.threshold(n)));
        perNode(json, tree, "weighted_n_node_samples", n -> json.writeNumber(tree.cover(n)));
        perNode(json, tree, "value", n -> {
            json.writeStartArray();
            for (int k = 0; k < tree.width(); k++) {
                json.writeNumber(tree.isLeaf(n) ? tree.leafValue(n, k) : 0);
            }
            json.writeEndArray();
        });
        json.writeEndObject();
    }
}
