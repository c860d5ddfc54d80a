package io.shapservice.worker.model;

import io.shapservice.engine.background.Background;
import io.shapservice.engine.explain.Explainer;
import io.shapservice.engine.explain.UnsupportedOptionsException;
import io.shapservice.protocol.batch.ResultShape;
import io.shapservice.queue.FailureClass;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Models by digest and the explainers made of them, the least recently used leave when all of them exceed a bound; the newest stays
 * whatever its size.
 */
public final class ModelCache {
    private final long maxBytes;
    private final ModelFetcher fetcher;
    private final ExplainerCache explainers;
    private final LinkedHashMap<String, ModelFetcher.Fetched> byDigest = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /**
     * @param maxBytes of the models' files, all together
     * @param maxExplainerBytes of what is made of them
     */
    public ModelCache(long maxBytes, long maxExplainerBytes, ModelFetcher fetcher) {
        this.maxBytes = maxBytes;
        this.fetcher = fetcher;
        this.explainers = new ExplainerCache(maxExplainerBytes);
    }

    /**
     * @param options as the job states them
     * @param useful asked while Redis is away
     * @return empty when the model was no longer wanted before it arrived
     */
    public Optional<ServedModel> model(String digest, String options, BooleanSupplier useful)
            throws BatchFailedException {
        AskedOptions asked = AskedOptions.parse(options);
        Optional<ModelFetcher.Fetched> fetched = fetched(digest, useful);
        if (fetched.isEmpty()) {
            return Optional.empty();
        }
        ReadModel model = fetched.get().model();
        Optional<ServedModel> known = explainers.served(digest, asked, columns -> served(model, columns, asked));
        if (known.isPresent()) {
            return known;
        }
        String background = asked.background();
        Optional<Background> rows = background == null ? Optional.empty() : fetcher.background(background, useful);
        if (background != null && rows.isEmpty()) {
            return Optional.empty();
        }
        Explainer made = make(model, asked.ofColumns(), rows.orElse(null));
        // In the form that is computed with, a model is about as large as its file.
        long size = fetched.get().bytes() + made.preparation().tableBytes();
        explainers.admit(digest, asked, made, size);
        return explainers.served(digest, asked, columns -> served(model, columns, asked));
    }

    int size() {
        return byDigest.size();
    }

    int explainers() {
        return explainers.size();
    }

    private Optional<ModelFetcher.Fetched> fetched(String digest, BooleanSupplier useful) throws BatchFailedException {
        ModelFetcher.Fetched known = byDigest.get(digest);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<ModelFetcher.Fetched> fetched = fetcher.fetch(digest, useful);
        fetched.ifPresent(model -> admit(digest, model));
        return fetched;
    }

    private void admit(String digest, ModelFetcher.Fetched model) {
        bytes += model.bytes();
        Iterator<Map.Entry<String, ModelFetcher.Fetched>> oldest =
                byDigest.entrySet().iterator();
        while (bytes > maxBytes && oldest.hasNext()) {
            Map.Entry<String, ModelFetcher.Fetched> gone = oldest.next();
            bytes -= gone.getValue().bytes();
            explainers.forget(gone.getKey());
            oldest.remove();
        }
        byDigest.put(digest, model);
    }

    private static Explainer make(ReadModel model, AskedOptions columns, @Nullable Background background)
            throws BatchFailedException {
        try {
            return model.explainer(columns.explain(), background);
        } catch (UnsupportedOptionsException e) {
            throw new BatchFailedException(FailureClass.INPUT, String.valueOf(e.getMessage()), e);
        }
    }

    private static ServedModel served(ReadModel model, Explainer columns, AskedOptions asked)
            throws BatchFailedException {
        ResultShape row = new ResultShape(
                1, model.features(), model.outputs(), asked.explain().interactions(), asked.type());
        try {
            return new ServedModel(
                    model.grouped(columns, asked.explain().groups()),
                    model.features(),
                    row.numbersPerRow(),
                    Math.max(1, model.trees()),
                    asked.type(),
                    new Pace());
        } catch (UnsupportedOptionsException e) {
            throw new BatchFailedException(FailureClass.INPUT, String.valueOf(e.getMessage()), e);
        }
    }
}
