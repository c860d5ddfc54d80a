package io.shapservice.engine.model.xgboost;

import io.shapservice.engine.ensemble.Arithmetic;
import io.shapservice.engine.ensemble.EnsembleException;
import io.shapservice.engine.ensemble.EnsembleHeader;
import io.shapservice.engine.ensemble.EnsembleLimits;
import io.shapservice.engine.ensemble.FeatureCategories;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.model.document.DocumentCursor;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads what {@code Booster.save_model} writes (<a
 * href="https://xgboost.readthedocs.io/en/stable/tutorials/saving_model.html">schema</a>), JSON or UBJ, in one pass. All trees
 * count, as in {@code Booster.predict}: {@code best_iteration} is an attribute that only XGBoost's scikit-learn wrapper obeys.
 */
public final class XgboostReader {
    private static final String NAMELESS = "The model's file does not have the names of its categories, which XGBoost"
            + " saves from 3.1 on when it is trained on a data frame: send their codes.";

    private final DocumentCursor cursor;
    private final EnsembleLimits limits;
    private final LearnerParameters parameters = new LearnerParameters();
    private final BoosterFields booster;
    private List<String> featureNames = List.of();
    private boolean categorical;
    private String objective = "";
    private String library = "XGBoost";

    private XgboostReader(DocumentCursor cursor, EnsembleLimits limits) {
        this.cursor = cursor;
        this.limits = limits;
        this.booster = new BoosterFields(limits);
    }

    /** @throws IOException when the document itself is broken: truncated, or not JSON or UBJSON */
    public static TreeEnsemble read(DocumentCursor cursor, EnsembleLimits limits) throws IOException, ModelException {
        XgboostReader reader = new XgboostReader(cursor, limits);
        reader.document();
        return reader.ensemble();
    }

    private void document() throws IOException, ModelException {
        boolean[] learner = {false};
        cursor.object(name -> {
            switch (name) {
                case "learner" -> {
                    learner();
                    learner[0] = true;
                }
                case "version" ->
                    library = "XGBoost "
                            + Arrays.stream(cursor.integers())
                                    .mapToObj(Integer::toString)
                                    .collect(Collectors.joining("."));
                default -> cursor.skip();
            }
        });
        cursor.end();
        if (!learner[0]) {
            throw new ModelException("the top: no 'learner', so this is not a model saved by XGBoost's save_model");
        }
    }

    private void learner() throws IOException, ModelException {
        cursor.object(name -> {
            switch (name) {
                case "feature_names" -> featureNames = cursor.texts();
                case "feature_types" -> categorical = cursor.texts().contains("c");
                case "gradient_booster" -> booster.read(cursor);
                case "learner_model_param" -> parameters.read(cursor);
                case "objective" -> objective();
                default -> cursor.skip();
            }
        });
    }

    private void objective() throws IOException, ModelException {
        cursor.object(name -> {
            if (name.equals("name")) {
                objective = cursor.text();
            } else {
                cursor.skip();
            }
        });
    }

    private TreeEnsemble withCategories(TreeEnsemble model) throws ModelException {
        Map<Integer, FeatureCategories> saved = booster.savedCategories.ofFeature();
        for (int feature : saved.keySet()) {
            if (feature >= model.features()) {
                throw new ModelException("learner.gradient_booster.model.cats.enc[" + feature + "]: the model has "
                        + model.features() + " features");
            }
        }
        return model.withCategories(saved, categorical && saved.isEmpty() ? NAMELESS : "");
    }

    private TreeEnsemble ensemble() throws ModelException {
        booster.check();
        int outputs = parameters.outputs();
        Objective link = Objective.of(objective, outputs);
        try {
            limits.check("outputs", outputs, limits.outputs());
            return withCategories(booster.trees.build(new EnsembleHeader(
                    parameters.features(),
                    featureNames,
                    outputs,
                    List.of(),
                    treeOutputs(),
                    treeWeights(),
                    parameters.baseMargin(link, outputs),
                    link.link(),
                    Arithmetic.XGBOOST,
                    library)));
        } catch (EnsembleException e) {
            throw new ModelException("learner: " + e.getMessage(), e);
        }
    }

    /** Vector leaves add to every output, whatever tree_info says of them. */
    private int[] treeOutputs() {
        int[] of = booster.treeInfo.clone();
        for (int t = 0; t < Math.min(of.length, booster.trees.trees()); t++) {
            if (booster.trees.width(t) > 1) {
                of[t] = EnsembleHeader.ALL_OUTPUTS;
            }
        }
        return of;
    }

    private double[] treeWeights() {
        double[] weights = new double[booster.weightDrop.length];
        Arrays.setAll(weights, t -> booster.weightDrop[t]);
        return weights;
    }
}
