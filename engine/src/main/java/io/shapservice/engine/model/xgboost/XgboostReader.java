package io.shapservice.engine.model.xgboost;

import io.shapservice.engine.ensemble.Arithmetic;
import io.shapservice.engine.ensemble.EnsembleException;
import io.shapservice.engine.ensemble.EnsembleHeader;
import io.shapservice.engine.ensemble.EnsembleLimits;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.model.document.DocumentCursor;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads what {@code Booster.save_model} writes (<a
 * href="https://xgboost.readthedocs.io/en/stable/tutorials/saving_model.html">schema</a>), JSON or UBJ, in one pass. All trees
 * count, as in {@code Booster.predict}: {@code best_iteration} is an attribute that only XGBoost's scikit-learn wrapper obeys.
 */
public final class XgboostReader {
    private final DocumentCursor cursor;
    private final EnsembleLimits limits;
    private final LearnerParameters parameters = new LearnerParameters();
    private final BoosterFields booster;
    private List<String> featureNames = List.of();
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

    private TreeEnsemble ensemble() throws ModelException {
        booster.check();
        int outputs = parameters.outputs();
        if (objective.startsWith("reg:expectile") && outputs > 1) {
            throw new ModelException("learner.objective: " + objective + " with several outputs is not supported;"
                    + " train one model per expectile");
        }
        Objective link = Objective.of(objective);
        try {
            limits.check("outputs", outputs, limits.outputs());
            return booster.trees.build(new EnsembleHeader(
                    parameters.features(),
                    featureNames,
                    outputs,
                    List.of(),
                    treeOutputs(),
                    treeWeights(),
                    parameters.baseMargin(link, outputs),
                    link.link(),
                    Arithmetic.XGBOOST,
                    library));
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
