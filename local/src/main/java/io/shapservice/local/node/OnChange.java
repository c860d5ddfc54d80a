package io.shapservice.local.node;

import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.function.Consumer;

/** Hears of new and changed objects in one way, and of those that are gone in another. */
record OnChange<T>(Consumer<T> put, Consumer<T> remove) implements ResourceEventHandler<T> {

    static <T> OnChange<T> of(Consumer<T> any) {
        return new OnChange<>(any, any);
    }

    @Override
    public void onAdd(T added) {
        put.accept(added);
    }

    @Override
    public void onUpdate(T old, T now) {
        put.accept(now);
    }

    @Override
    public void onDelete(T deleted, boolean lastStateUnknown) {
        remove.accept(deleted);
    }
}
