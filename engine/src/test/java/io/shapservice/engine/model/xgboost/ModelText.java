package io.shapservice.engine.model.xgboost;

import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.model.Models;
import java.nio.charset.StandardCharsets;

/**
 * A small XGBoost model as text, to change one thing at a time: two trees, each a split on feature 1 at 0.5 with leaves −1 and 1
 * and covers 30 and 10.
 */
final class ModelText {
    private static final String TREE = """
            {"base_weights": [0, 0, 0], "categories": [], "categories_nodes": [], "categories_segments": [],
             "categories_sizes": [], "default_left": [1, 0, 0], "id": 0, "left_children": [1, -1, -1],
             "loss_changes": [1, 0, 0], "parents": [2147483647, 0, 0], "right_children": [2, -1, -1],
             "split_conditions": [0.5, -1, 1], "split_indices": [1, 0, 0], "split_type": [0, 0, 0],
             "sum_hessian": [40, 30, 10],
             "tree_param": {"num_deleted": "0", "num_feature": "2", "num_nodes": "3", "size_leaf_vector": "1"}}""";

    private String text = """
            {"learner": {"attributes": {}, "feature_names": [], "feature_types": [],
             "gradient_booster": {"model": {"gbtree_model_param": {"num_parallel_tree": "1", "num_trees": "2"},
              "tree_info": [0, 0], "trees": [TREE, TREE]}, "name": "gbtree"},
             "learner_model_param": {"base_score": "5E-1", "num_class": "0", "num_feature": "2", "num_target": "1"},
             "objective": {"name": "reg:squarederror"}}, "version": [2, 1, 4]}""".replace("TREE", TREE);

    static ModelText valid() {
        return new ModelText();
    }

    /** Every place where {@code what} stands becomes {@code by}. */
    ModelText with(String what, String by) {
        if (!text.contains(what)) {
            throw new IllegalArgumentException("there is no " + what);
        }
        text = text.replace(what, by);
        return this;
    }

    /** The last place only, which is in the second tree for what trees hold. */
    ModelText withLast(String what, String by) {
        int at = text.lastIndexOf(what);
        if (at < 0) {
            throw new IllegalArgumentException("there is no " + what);
        }
        text = text.substring(0, at) + by + text.substring(at + what.length());
        return this;
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    TreeEnsemble read() throws ModelException {
        return Models.read(bytes());
    }
}
