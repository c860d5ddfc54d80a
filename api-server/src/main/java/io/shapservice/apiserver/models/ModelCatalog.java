package io.shapservice.apiserver.models;

import io.shapservice.apiserver.config.ServiceConfigFile;
import io.shapservice.apiserver.config.ServiceConfigFile.Reading;
import io.shapservice.apiserver.models.ModelStatus.Loaded;
import io.shapservice.apiserver.models.ModelStatus.Unavailable;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.protocol.problem.ProblemType;
import io.shapservice.protocol.service.ServiceConfig;
import io.shapservice.protocol.service.ServiceConfig.BackgroundEntry;
import io.shapservice.protocol.service.ServiceConfig.ModelEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The declared models as they stand now. {@link #refresh()} follows the configuration and the files; readers see one immutable
 * snapshot and never wait for a load.
 */
public final class ModelCatalog {
    private static final Logger LOG = LoggerFactory.getLogger(ModelCatalog.class);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration WHEN_MENDED = Duration.ofSeconds(30);

    private final ServiceConfigFile config;
    private final int defaultBatchSize;
    private final ModelExplainers explainers = ModelExplainers.withinHeap();
    private final Map<String, ModelFile.Signature> loadedFrom = new HashMap<>();
    private volatile Snapshot snapshot;

    public ModelCatalog(ServiceConfigFile config, int defaultBatchSize) {
        this.config = config;
        this.defaultBatchSize = defaultBatchSize;
        this.snapshot = new Snapshot(Map.of(), defaultBatchSize, "");
    }

    /** @param configProblem what is wrong with the configuration; empty when it was read */
    private record Snapshot(Map<String, ModelStatus> models, int batchSize, String configProblem) {
        Snapshot with(ModelStatus status) {
            Map<String, ModelStatus> next = new LinkedHashMap<>(models);
            next.put(status.name(), status);
            return new Snapshot(next, batchSize, configProblem);
        }
    }

    /** Rows in a batch of a new job. */
    public int batchSize() {
        return snapshot.batchSize();
    }

    /** What is wrong with the service's configuration; empty when nothing is. */
    public String configProblem() {
        return snapshot.configProblem();
    }

    public List<ModelStatus> all() {
        return List.copyOf(snapshot.models().values());
    }

    public List<ServedModel> loaded() {
        return all().stream()
                .flatMap(s -> s instanceof Loaded(ServedModel model) ? java.util.stream.Stream.of(model) : null)
                .toList();
    }

    /** How the model stands, or the 404 that lists those there are. */
    public ModelStatus find(String name) {
        Snapshot now = snapshot;
        ModelStatus status = now.models().get(name);
        if (status == null) {
            String known = now.models().isEmpty()
                    ? "none"
                    : String.join(", ", now.models().keySet());
            throw new ProblemException(
                    ProblemType.MODEL_NOT_FOUND, "This service has no model of that name. Its models: " + known + ".");
        }
        return status;
    }

    /** The model, or the 503 that says what is wrong with it. */
    public ServedModel require(String name) {
        return switch (find(name)) {
            case Loaded(ServedModel model) -> model;
            case Unavailable(String n, ModelStatus.Reason reason, String message) ->
                throw new ProblemException(
                                ProblemType.MODEL_UNAVAILABLE, "Model " + n + " (" + reason + "): " + message)
                        .withRetryAfter(reason == ModelStatus.Reason.Loading ? SOON : WHEN_MENDED);
        };
    }

    /** Loads what is new or has changed. One thread calls this. */
    public void refresh() {
        switch (config.read()) {
            case Reading.Bad(String message) -> {
                if (!message.equals(snapshot.configProblem())) {
                    LOG.warn("{}", message);
                }
                // What was declared last goes on serving: a configuration that is being replaced is no reason to stop.
                snapshot = new Snapshot(snapshot.models(), snapshot.batchSize(), message);
            }
            case Reading.Good(ServiceConfig declared) -> follow(declared);
        }
    }

    private void follow(ServiceConfig declared) {
        List<ModelFile> changed = new ArrayList<>();
        Map<String, ModelStatus> next = new LinkedHashMap<>();
        for (ModelEntry entry : declared.models()) {
            ModelFile file = new ModelFile(entry, config.locate(entry.path()), background(entry), explainers);
            @Nullable ModelStatus known = snapshot.models().get(entry.name());
            if (known == null || !file.signature().equals(loadedFrom.get(entry.name()))) {
                changed.add(file);
            }
            next.put(entry.name(), known == null ? file.loading() : known);
        }
        loadedFrom.keySet().retainAll(next.keySet());
        int batchSize = declared.batchSize() > 0 ? declared.batchSize() : defaultBatchSize;
        Map<String, ModelStatus> before = snapshot.models();
        snapshot = new Snapshot(next, batchSize, "");
        before.forEach((name, status) -> retireUnless(next.containsKey(name), status));
        changed.forEach(this::load);
    }

    private static void retireUnless(boolean served, @Nullable ModelStatus status) {
        if (!served && status instanceof Loaded(ServedModel model)) {
            model.retire();
        }
    }

    private @Nullable BackgroundFile background(ModelEntry entry) {
        BackgroundEntry declared = entry.background();
        return declared == null
                ? null
                : new BackgroundFile(config.locate(declared.path()), Math.max(1, declared.rows()));
    }

    private void load(ModelFile file) {
        ModelFile.Signature signature = file.signature();
        ModelStatus status = file.load();
        loadedFrom.put(status.name(), signature);
        @Nullable ModelStatus before = snapshot.models().get(status.name());
        snapshot = snapshot.with(status);
        retireUnless(false, before);
        switch (status) {
            case Loaded(ServedModel model) ->
                LOG.info(
                        "model {} loaded: {}, {}",
                        model.name(),
                        model.digest(),
                        model.background() == null
                                ? "no background"
                                : model.background().rows().size() + " background rows");
            case Unavailable(String name, ModelStatus.Reason reason, String message) ->
                LOG.warn("model {} is not served ({}): {}", name, reason, message);
        }
    }
}
