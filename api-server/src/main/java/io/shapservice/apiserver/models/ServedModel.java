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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A loaded model, and the explainers made of it so far. */
public final class ServedModel {
    private final String name;
    private final String digest;
    private final TreeEnsemble ensemble;
    private final Path file;
    /** Of single columns: there are few of them, and callers make up groups. */
    private final Map<ExplainOptions, Explainer> explainers = new ConcurrentHashMap<>();

    ServedModel(String name, String digest, TreeEnsemble ensemble, Path file) {
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
            return Explainers.grouped(ofColumns(options.withGroups(FeatureGroups.NONE)), ensemble, options.groups());
        } catch (UnsupportedOptionsException e) {
            throw new ProblemException(ProblemType.UNSUPPORTED_OPTIONS, e.getMessage() == null ? "" : e.getMessage());
        }
    }

    private Explainer ofColumns(ExplainOptions options) throws UnsupportedOptionsException {
        Explainer known = explainers.get(options);
        if (known != null) {
            return known;
        }
        Explainer made = Explainers.create(ensemble, options);
        Explainer first = explainers.putIfAbsent(options, made);
        return first == null ? made : first;
    }
}
