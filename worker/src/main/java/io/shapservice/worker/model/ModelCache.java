package io.shapservice.worker.model;

import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.UnsupportedOptionsException;
import io.shapservice.protocol.batch.ElementType;
import io.shapservice.protocol.batch.ResultShape;
import io.shapservice.queue.FailureClass;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Models by digest, the least recently used leave when all of them exceed the bound; the newest stays whatever its size. */
public final class ModelCache {
    private final long maxBytes;
    private final ModelFetcher fetcher;
    private final LinkedHashMap<String, Entry> byDigest = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** @param maxBytes of the models' files, all together */
    public ModelCache(long maxBytes, ModelFetcher fetcher) {
        this.maxBytes = maxBytes;
        this.fetcher = fetcher;
    }

    /**
     * @param options as the job states them
     * @param useful asked while Redis is away
     * @return empty when the model was no longer wanted before it arrived
     */
    public Optional<ServedModel> model(String digest, String options, BooleanSupplier useful)
            throws BatchFailedException {
        Entry entry = byDigest.get(digest);
        if (entry == null) {
            Optional<ModelFetcher.Fetched> fetched = fetcher.fetch(digest, useful);
            if (fetched.isEmpty()) {
                return Optional.empty();
            }
            entry = new Entry(fetched.get().model(), fetched.get().bytes(), new HashMap<>());
            admit(digest, entry);
        }
        return Optional.of(entry.served(options));
    }

    int size() {
        return byDigest.size();
    }

    private void admit(String digest, Entry entry) {
        bytes += entry.bytes();
        Iterator<Entry> oldest = byDigest.values().iterator();
        while (bytes > maxBytes && oldest.hasNext()) {
            bytes -= oldest.next().bytes();
            oldest.remove();
        }
        byDigest.put(digest, entry);
    }

    private record Entry(ReadModel model, long bytes, Map<String, ServedModel> byOptions) {
        ServedModel served(String options) throws BatchFailedException {
            ServedModel served = byOptions.get(options);
            if (served == null) {
                served = create(OptionsText.parse(options));
                byOptions.put(options, served);
            }
            return served;
        }

        private ServedModel create(ExplainOptions options) throws BatchFailedException {
            try {
                ElementType type = type(options);
                ResultShape row = new ResultShape(1, model.features(), model.outputs(), options.interactions(), type);
                return new ServedModel(
                        model.explainer(options),
                        model.features(),
                        row.numbersPerRow(),
                        Math.max(1, model.trees()),
                        type,
                        new Pace());
            } catch (UnsupportedOptionsException e) {
                throw new BatchFailedException(FailureClass.INPUT, String.valueOf(e.getMessage()), e);
            }
        }

        private static ElementType type(ExplainOptions options) {
            return switch (options.precision()) {
                case FLOAT -> ElementType.FLOAT32;
                case DOUBLE -> ElementType.FLOAT64;
            };
        }
    }
}
