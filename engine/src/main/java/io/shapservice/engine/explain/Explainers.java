package io.shapservice.engine.explain;

import io.shapservice.engine.background.Background;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.ExplainOptions.Method;
import io.shapservice.engine.explain.interaction.InteractionExplainer;
import io.shapservice.engine.explain.interventional.InterventionalExplainer;
import io.shapservice.engine.explain.interventional.InterventionalLimits;
import io.shapservice.engine.explain.interventional.ProbabilityExplainer;
import io.shapservice.engine.explain.path.PathExplainer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Chooses the explainer for a model and options. */
public final class Explainers {
    private Explainers() {}

    /** Without background rows: enough for {@link Method#PATH}. */
    public static Explainer create(TreeEnsemble ensemble, ExplainOptions options) throws UnsupportedOptionsException {
        return create(ensemble, options, null);
    }

    /**
     * @param background for {@link Method#INTERVENTIONAL}, in the model's column order ({@link Background#aligned})
     * @throws UnsupportedOptionsException for what is undefined for the model, or not computed by this version
     */
    public static Explainer create(TreeEnsemble ensemble, ExplainOptions options, @Nullable Background background)
            throws UnsupportedOptionsException {
        return create(ensemble, options, background, InterventionalLimits.DEFAULT);
    }

    /** With limits of this process. */
    public static Explainer create(
            TreeEnsemble ensemble, ExplainOptions options, @Nullable Background background, InterventionalLimits limits)
            throws UnsupportedOptionsException {
        DefinedOptions.check(ensemble, options, background);
        return grouped(ofColumns(ensemble, options, background, limits), ensemble, options.groups());
    }

    /** Adds groups to an explainer of single columns, which is what takes long to make. */
    public static Explainer grouped(Explainer columns, TreeEnsemble ensemble, FeatureGroups groups)
            throws UnsupportedOptionsException {
        return groups.isEmpty() ? columns : new GroupedExplainer(columns, GroupLayout.of(groups, ensemble));
    }

    /** Whether these options take anything from a background. */
    public static boolean usesBackground(TreeEnsemble ensemble, ExplainOptions options) {
        return options.method() == Method.INTERVENTIONAL || !ensemble.hasCovers();
    }

    private static Explainer ofColumns(
            TreeEnsemble ensemble, ExplainOptions options, @Nullable Background background, InterventionalLimits limits)
            throws UnsupportedOptionsException {
        if (options.method() == Method.INTERVENTIONAL) {
            return interventional(ensemble, options, Objects.requireNonNull(background), limits);
        }
        TreeEnsemble covered = withCovers(ensemble, background);
        Explainer plain = new PathExplainer(covered, options);
        return options.interactions() ? new InteractionExplainer(covered, options, plain) : plain;
    }

    private static Explainer interventional(
            TreeEnsemble ensemble, ExplainOptions options, Background background, InterventionalLimits limits)
            throws UnsupportedOptionsException {
        return switch (options.output()) {
            case RAW -> new InterventionalExplainer(ensemble, options, background, limits);
            case PROBABILITY -> new ProbabilityExplainer(ensemble, options, background, limits);
        };
    }

    private static TreeEnsemble withCovers(TreeEnsemble ensemble, @Nullable Background background)
            throws UnsupportedOptionsException {
        if (ensemble.hasCovers()) {
            return ensemble;
        }
        if (background == null) {
            throw new UnsupportedOptionsException(
                    "method=path needs the number of training rows behind each branch, and this model's file ("
                            + ensemble.library() + ") does not keep it; give a background, from which it is counted,"
                            + " or use method=interventional");
        }
        return ensemble.withCovers(background.rows().values(), background.weights());
    }
}
