package io.shapservice.apiserver.models;

import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.Explainer;
import io.shapservice.engine.explain.Explainers;
import io.shapservice.engine.explain.FeatureGroups;
import io.shapservice.engine.explain.UnsupportedOptionsException;
import io.shapservice.protocol.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A loaded model, its background, and the explainers made of it so far. */
public final class ServedModel {
    private final String name;
    private final String digest;
    private final TreeEnsemble ensemble;
    private final Path file;
    private final @Nullable ServedBackground background;
    private final ModelExplainers explainers;
    private volatile boolean retired;

    ServedModel(
            String name,
            String digest,
            TreeEnsemble ensemble,
            Path file,
            @Nullable ServedBackground background,
            ModelExplainers explainers) {
        this.background = background;
        this.explainers = explainers;
        this.name = name;
        this.digest = digest;
        this.ensemble = ensemble;
        this.file = file;
    }

    public String name() {
        return name;
    }

    /** {@code sha256:…} of the file. */
    public String digest() {
        return digest;
    }

    public TreeEnsemble ensemble() {
        return ensemble;
    }

    /** Null when the model has none. */
    public @Nullable ServedBackground background() {
        return background;
    }

    /** Of the background that these options use; null when they use none. */
    public @Nullable String backgroundDigest(ExplainOptions options) {
        return background != null && Explainers.usesBackground(ensemble, options) ? background.digest() : null;
    }

    public AxisNames names() {
        return AxisNames.of(ensemble);
    }

    /** The file's bytes; empty when it is gone or has another content by now. */
    Optional<byte[]> bytes() {
        try {
            return Optional.of(Files.readAllBytes(file))
                    .filter(b -> Digests.sha256(b).equals(digest));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The explainer for these options, or the 422 that says why there is none. */
    public Explainer explainer(ExplainOptions options) {
        try {
            Explainer columns = explainers.of(this, options.withGroups(FeatureGroups.NONE));
            return Explainers.grouped(columns, ensemble, options.groups());
        } catch (UnsupportedOptionsException e) {
            throw new ProblemException(ProblemType.UNSUPPORTED_OPTIONS, e.getMessage() == null ? "" : e.getMessage());
        }
    }

    boolean retired() {
        return retired;
    }

    /** Lets go of what was made for this model, which is no longer served. */
    void retire() {
        retired = true;
        explainers.forget(this);
    }
}
