package io.shapservice.worker.model;

import io.shapservice.engine.explain.Explainer;
import io.shapservice.engine.explain.FeatureGroups;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Explainers by model and options, the least recently used leave when all of them exceed the bound; the newest stays whatever its
 * size. Callers make up groups of features, which share the explainer of the single columns: of those, a number is kept.
 */
final class ExplainerCache {
    private static final int MOST_GROUPS = 32;

    private final long maxBytes;
    private final LinkedHashMap<Key, Columns> known = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    ExplainerCache(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    private record Key(String model, AskedOptions columns) {}

    /** An explainer of single columns, and what was served of it. */
    private record Columns(Explainer explainer, long bytes, Map<FeatureGroups, ServedModel> served) {}

    /** Makes what is served for groups of an explainer's features. */
    interface Grouping {
        ServedModel of(Explainer columns) throws BatchFailedException;
    }

    /** Empty when an explainer has to be made first. */
    Optional<ServedModel> served(String model, AskedOptions options, Grouping grouping) throws BatchFailedException {
        @Nullable Columns columns = known.get(new Key(model, options.ofColumns()));
        return columns == null ? Optional.empty() : Optional.of(grouped(columns, options, grouping));
    }

    /** @param size of the explainer, about */
    void admit(String model, AskedOptions options, Explainer explainer, long size) {
        bytes += size;
        Iterator<Columns> oldest = known.values().iterator();
        while (bytes > maxBytes && oldest.hasNext()) {
            bytes -= oldest.next().bytes();
            oldest.remove();
        }
        known.put(new Key(model, options.ofColumns()), new Columns(explainer, size, byUse()));
    }

    /** They would keep the model. */
    void forget(String model) {
        Iterator<Map.Entry<Key, Columns>> all = known.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<Key, Columns> one = all.next();
            if (one.getKey().model().equals(model)) {
                bytes -= one.getValue().bytes();
                all.remove();
            }
        }
    }

    int size() {
        return known.size();
    }

    long bytes() {
        return bytes;
    }

    private static ServedModel grouped(Columns columns, AskedOptions options, Grouping grouping)
            throws BatchFailedException {
        FeatureGroups groups = options.explain().groups();
        ServedModel served = columns.served().get(groups);
        if (served == null) {
            served = grouping.of(columns.explainer());
            columns.served().put(groups, served);
        }
        return served;
    }

    private static Map<FeatureGroups, ServedModel> byUse() {
        return new LinkedHashMap<>(4, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<FeatureGroups, ServedModel> eldest) {
                return size() > MOST_GROUPS;
            }
        };
    }
}
