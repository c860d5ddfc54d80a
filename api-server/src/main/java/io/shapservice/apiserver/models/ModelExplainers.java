package io.shapservice.apiserver.models;

import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.Explainer;
import io.shapservice.engine.explain.Explainers;
import io.shapservice.engine.explain.UnsupportedOptionsException;
import io.shapservice.engine.explain.interventional.InterventionalLimits;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The explainers of all models, made when they are first asked for. Those for a background keep large tables: the least recently
 * used of them leave when all together exceed the bound, and only one is made at a time.
 */
final class ModelExplainers {
    /** Of the heap; as in a worker, so that what is accepted here can be computed there. */
    private static final int PART_OF_HEAP = 4;

    private final long maxBytes;
    private final ReentrantLock making = new ReentrantLock();
    private final Map<Key, Explainer> known = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** @param maxBytes of tables */
    ModelExplainers(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    static ModelExplainers withinHeap() {
        return new ModelExplainers(Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
    }

    /** @param options of single columns: there are few of them, and callers make up groups */
    private record Key(ServedModel model, ExplainOptions options) {}

    Explainer of(ServedModel model, ExplainOptions options) throws UnsupportedOptionsException {
        Key key = new Key(model, options);
        Explainer found = recall(key);
        if (found != null) {
            return found;
        }
        // A path explainer is small and made in no time; nobody has to wait for others' tables to have one.
        if (options.method() == ExplainOptions.Method.PATH) {
            return admit(key, make(model, options));
        }
        making.lock();
        try {
            Explainer meanwhile = recall(key);
            return meanwhile != null ? meanwhile : admit(key, make(model, options));
        } finally {
            making.unlock();
        }
    }

    /** Drops those of models that are no longer served. */
    synchronized void forget(ServedModel model) {
        known.entrySet().removeIf(entry -> {
            boolean gone = entry.getKey().model() == model;
            bytes -= gone ? tables(entry.getValue()) : 0;
            return gone;
        });
    }

    synchronized int size() {
        return known.size();
    }

    private Explainer make(ServedModel model, ExplainOptions options) throws UnsupportedOptionsException {
        TreeEnsemble ensemble = model.ensemble();
        @Nullable ServedBackground background = model.background();
        return Explainers.create(
                ensemble,
                options,
                background == null ? null : background.rows(),
                InterventionalLimits.DEFAULT.withHeap(maxBytes));
    }

    private synchronized @Nullable Explainer recall(Key key) {
        return known.get(key);
    }

    private synchronized Explainer admit(Key key, Explainer made) {
        if (key.model().retired()) {
            return made; // for a request that began before; kept, nobody would let go of it
        }
        Explainer first = known.putIfAbsent(key, made);
        if (first != null) {
            return first;
        }
        bytes += tables(made);
        Iterator<Map.Entry<Key, Explainer>> oldest = known.entrySet().iterator();
        while (bytes > maxBytes && oldest.hasNext()) {
            Map.Entry<Key, Explainer> candidate = oldest.next();
            if (tables(candidate.getValue()) > 0 && !candidate.getKey().equals(key)) {
                bytes -= tables(candidate.getValue());
                oldest.remove();
            }
        }
        return made;
    }

    private static long tables(Explainer explainer) {
        return explainer.preparation().tableBytes();
    }
}
