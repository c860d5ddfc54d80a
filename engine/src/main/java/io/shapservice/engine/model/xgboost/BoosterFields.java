package io.shapservice.engine.model.xgboost;

import io.shapservice.engine.ensemble.CategoryBudget;
import io.shapservice.engine.ensemble.EnsembleBuilder;
import io.shapservice.engine.ensemble.EnsembleException;
import io.shapservice.engine.ensemble.EnsembleLimits;
import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.model.document.DocumentCursor;
import java.io.IOException;

/**
 * The {@code gradient_booster} object. DART keeps the trees one level deeper, in {@code gbtree}, with {@code weight_drop} beside
 * it; from 3.4 on it is {@code gbtree} with {@code weight_drop} in {@code model}.
 */
final class BoosterFields {
    final EnsembleBuilder trees;
    final SavedCategories savedCategories;
    private final CategoryBudget categories;
    int[] treeInfo = {};
    float[] weightDrop = {};
    private String name = "";
    private boolean modelSeen;

    BoosterFields(EnsembleLimits limits) {
        this.trees = new EnsembleBuilder(limits);
        this.categories = new CategoryBudget(limits);
        this.savedCategories = new SavedCategories(categories);
    }

    void read(DocumentCursor cursor) throws IOException, ModelException {
        cursor.object(field -> {
            switch (field) {
                case "name" -> name = cursor.text();
                case "gbtree" -> nested(cursor);
                default -> readPart(field, cursor);
            }
        });
    }

    private void nested(DocumentCursor cursor) throws IOException, ModelException {
        cursor.object(field -> readPart(field, cursor));
    }

    private void readPart(String field, DocumentCursor cursor) throws IOException, ModelException {
        switch (field) {
            case "model" -> model(cursor);
            case "weight_drop" -> weightDrop = cursor.numbers();
            default -> cursor.skip();
        }
    }

    private void model(DocumentCursor cursor) throws IOException, ModelException {
        if (modelSeen) {
            throw cursor.broken("there is a second model in this file");
        }
        modelSeen = true;
        cursor.object(field -> {
            switch (field) {
                case "tree_info" -> treeInfo = cursor.integers();
                case "weight_drop" -> weightDrop = cursor.numbers();
                case "trees" -> trees(cursor);
                case "cats" -> savedCategories.read(cursor);
                default -> cursor.skip();
            }
        });
    }

    private void trees(DocumentCursor cursor) throws IOException, ModelException {
        if (trees.trees() > 0) {
            throw cursor.broken("there is a second list of trees in this file");
        }
        cursor.array(i -> {
            TreeFields tree = new TreeFields();
            tree.read(cursor);
            try {
                trees.add(tree.toSource(cursor, categories));
            } catch (EnsembleException e) {
                throw cursor.broken(e);
            }
        });
    }

    /** Called when all is read: a linear booster names itself only after its weights. */
    void check() throws ModelException {
        if (!name.isEmpty() && !name.equals("gbtree") && !name.equals("dart")) {
            throw new ModelException("learner.gradient_booster.name: the booster '" + name
                    + "' has no trees; only tree boosters (gbtree, dart) can be explained");
        }
        if (trees.trees() == 0) {
            throw new ModelException("learner.gradient_booster.model.trees: there are no trees in this model");
        }
    }
}
