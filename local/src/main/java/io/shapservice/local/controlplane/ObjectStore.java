package io.shapservice.local.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The objects, their history and those who watch them. Stored nodes are never changed: every change stores a new one.
 * The server's one event loop is the only caller, so nothing here locks.
 */
final class ObjectStore {
    /** Enough for a client that reconnects; one that is further behind lists again. */
    private static final int HISTORY = 4096;

    private final Map<ObjectKey, ObjectNode> objects = new LinkedHashMap<>();
    private final Set<String> uids = new HashSet<>();
    private final Deque<WatchEvent> history = new ArrayDeque<>();
    private final List<Watch> watches = new ArrayList<>();
    private long revision = 1;

    private record Watch(ResourceType type, String namespace, Predicate<JsonNode> selection, Consumer<String> out) {
        void offer(WatchEvent event) {
            if (event.key().type().equals(type)
                    && (namespace.isEmpty() || namespace.equals(event.key().namespace()))) {
                event.seenBy(selection).ifPresent(message -> out.accept(message.toString()));
            }
        }
    }

    long revision() {
        return revision;
    }

    @Nullable
    ObjectNode find(ObjectKey key) {
        return objects.get(key);
    }

    ObjectNode get(ObjectKey key) {
        ObjectNode found = objects.get(key);
        if (found == null) {
            throw ApiError.notFound(key);
        }
        return found;
    }

    Map<ObjectKey, ObjectNode> select(ResourceType type, String namespace, Predicate<JsonNode> selection) {
        Map<ObjectKey, ObjectNode> found = new LinkedHashMap<>();
        objects.forEach((key, object) -> {
            if (key.type().equals(type)
                    && (namespace.isEmpty() || namespace.equals(key.namespace()))
                    && selection.test(object)) {
                found.put(key, object);
            }
        });
        return found;
    }

    boolean containsUid(String uid) {
        return uids.contains(uid);
    }

    Map<ObjectKey, ObjectNode> all() {
        return Map.copyOf(objects);
    }

    /** Stores a new state under the next revision, which it writes into the node. */
    ObjectNode put(ObjectKey key, ObjectNode state) {
        Metadata.of(state).put("resourceVersion", Long.toString(++revision));
        ObjectNode before = objects.put(key, state);
        uids.add(Metadata.uid(state));
        publish(new WatchEvent(key, before, state, revision));
        return state;
    }

    /** Removes an object; what the watches see bears the revision of the removal. */
    void remove(ObjectKey key) {
        ObjectNode before = objects.remove(key);
        if (before != null) {
            uids.remove(Metadata.uid(before));
            publish(new WatchEvent(key, before, null, ++revision));
        }
    }

    private void publish(WatchEvent event) {
        history.addLast(event);
        if (history.size() > HISTORY) {
            history.removeFirst();
        }
        List.copyOf(watches).forEach(watch -> watch.offer(event));
    }

    /**
     * Reports changes from a revision on, without a gap.
     *
     * @param since revision that the watcher has seen; 0 for the present state first
     * @return ends the watch
     */
    Runnable watch(
            ResourceType type, String namespace, Predicate<JsonNode> selection, long since, Consumer<String> out) {
        Watch watch = new Watch(type, namespace, selection, out);
        if (since == 0) {
            select(type, namespace, selection)
                    .values()
                    .forEach(object ->
                            out.accept(WatchEvent.message("ADDED", object).toString()));
        } else {
            replay(watch, since);
        }
        watches.add(watch);
        return () -> watches.remove(watch);
    }

    private void replay(Watch watch, long since) {
        WatchEvent oldest = history.peekFirst();
        if (history.size() == HISTORY && oldest != null && oldest.revision() > since + 1) {
            throw ApiError.expired(oldest.revision());
        }
        history.stream().filter(event -> event.revision() > since).forEach(watch::offer);
    }
}
